/// The fixed parts of a page.
enum HTMLTemplates {
  static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <header><h1>{{title}}</h1></header>
    <main>
    <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
    {{#sections}}{{>section}}{{/sections}}
    </main>
    <script>{{{script}}}</script>
    </body>
    </html>

    """

  static let section = """
    <section>
    {{#hasTitle}}<h{{level}}>{{title}}</h{{level}}>{{/hasTitle}}
    {{#hasLead}}<p>{{lead}}</p>{{/hasLead}}
    {{#hasList}}<ul>{{#list}}<li>{{.}}</li>{{/list}}</ul>{{/hasList}}
    {{{picture}}}
    {{#legend}}<span class="key"><i class="{{style}}"></i>{{text}}</span>{{/legend}}
    {{#table}}{{#folded}}<details><summary>The numbers</summary>{{/folded}}
    <div class="scroll" tabindex="0" role="region" aria-label="{{title}}"><table><thead><tr>{{#columns}}<th scope="col"{{#number}} class="number"{{/number}}>{{title}}</th>{{/columns}}</tr></thead>
    <tbody>{{#rows}}<tr>{{#cells}}<td{{#number}} class="number"{{/number}}>{{text}}</td>{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{#folded}}</details>{{/folded}}{{/table}}
    {{#hasEntries}}<label class="filter">Show only <input type="search" placeholder="name, host, owner"></label>{{/hasEntries}}
    {{#entries}}<details class="item {{kind}}"><summary>{{summary}}</summary>{{#hasFacts}}<dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>{{/hasFacts}}{{#sections}}{{>section}}{{/sections}}</details>
    {{/entries}}
    </section>

    """

  /// Contrast is at least 4.5 : 1 for text in both schemes (WCAG 2.2, 1.4.3).
  static let style = """
    :root{color-scheme:light dark;--back:#ffffff;--text:#1c2026;--soft:#565d68;--rule:#d5d9df;--panel:#f4f6f8;
    --before:#8a93a0;--after:#1f6fb2;--range:#e8a33d;--seen:#a3261d;--limit:#a3261d;--s0:#1f6fb2;--s1:#8a5a00;--s2:#2b7a3d;--s3:#7a3d8f}
    @media (prefers-color-scheme:dark){:root{--back:#14171b;--text:#e7eaee;--soft:#a5adb8;--rule:#353b44;--panel:#1d2127;
    --before:#79828f;--after:#5aa6e6;--range:#d9962f;--seen:#ff8f85;--limit:#ff8f85;--s0:#5aa6e6;--s1:#e0b050;--s2:#6cc07f;--s3:#c39ad6}}
    *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
    header,main{max-width:62rem;margin:0 auto;padding:0 1rem}h1{font-size:1.6rem;margin:1.5rem 0 1rem;overflow-wrap:anywhere}
    h2{font-size:1.25rem;margin:2rem 0 .5rem;border-top:1px solid var(--rule);padding-top:1rem}h3,h4{font-size:1rem;margin:1rem 0 .3rem}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.75rem;margin:0}
    .facts div{background:var(--panel);border-radius:.4rem;padding:.6rem .8rem}dt{color:var(--soft);font-size:.85rem}dd{margin:0;overflow-wrap:anywhere}
    svg{width:100%;height:auto;max-width:46rem;display:block;margin:.5rem 0}svg text{fill:var(--soft);font:12px system-ui,sans-serif}
    .grid{stroke:var(--rule)}.before{fill:var(--before);background:var(--before)}.after{fill:var(--after);background:var(--after)}
    .range{fill:var(--range);background:var(--range)}.mark{stroke:var(--text);stroke-width:2}.seen{fill:var(--seen);background:var(--seen)}
    .limit{stroke:var(--limit);stroke-width:2;background:var(--limit)}.was{stroke:var(--before);stroke-width:2}.will{stroke:var(--after);stroke-width:2;stroke-dasharray:6 3}.origin{stroke:var(--soft);stroke-dasharray:2 3}.line.past{stroke:var(--text)}i.was{background:var(--before)}i.will{background:var(--after)}i.past{background:var(--text)}.ideal{stroke:var(--soft);stroke-dasharray:4 4}.fan{fill:var(--s0);fill-opacity:.16;background:var(--s0)}i.fan{opacity:.4}
    .line{fill:none;stroke-width:2}.line.s0{stroke:var(--s0)}.line.s1{stroke:var(--s1)}.line.s2{stroke:var(--s2)}.line.s3{stroke:var(--s3)}
    .dot.s0{fill:var(--s0)}.dot.s1{fill:var(--s1)}.dot.s2{fill:var(--s2)}.dot.s3{fill:var(--s3)}i.s0{background:var(--s0)}i.s1{background:var(--s1)}i.s2{background:var(--s2)}i.s3{background:var(--s3)}
    .key{display:inline-block;margin:0 1rem .4rem 0;font-size:.85rem;color:var(--soft)}.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;margin-right:.35rem;vertical-align:-.08rem}
    .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0;min-width:100%}
    th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}th{color:var(--soft);font-weight:600}td:last-child:not(.number){min-width:9rem}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    details{margin:.4rem 0}summary{cursor:pointer}details.item{background:var(--panel);border-radius:.4rem;padding:.5rem .8rem;border-left:.3rem solid var(--before)}
    details.item.grow{border-color:var(--range)}details.item.shrink{border-color:var(--after)}details.item>summary{font-weight:600;overflow-wrap:anywhere}
    .item section{margin:0}.item .facts{display:block}.item .facts div{display:flex;gap:1rem;padding:.2rem 0}.item dt{flex:0 0 10rem}li,p{overflow-wrap:anywhere}.filter{display:block;margin:.5rem 0}.filter input{font:inherit;padding:.3rem .5rem;max-width:100%}
    @media (max-width:40rem){svg text{font-size:17px}svg text.name{font-size:12px}}
    :focus-visible{outline:3px solid var(--after);outline-offset:2px}
    @media print{details>*{display:block}.filter{display:none}body{font-size:11px}section{break-inside:avoid}}
    """

  /// Filters items; without it all of them are shown.
  static let script = """
    for(const box of document.querySelectorAll('.filter input'))box.addEventListener('input',()=>{const wanted=box.value.toLowerCase();
    for(const item of box.closest('section').querySelectorAll('details.item'))item.hidden=!item.textContent.toLowerCase().includes(wanted)});
    """
}
