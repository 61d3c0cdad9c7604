/// How a page looks.
enum HTMLStyle {
  /// Contrast is at least 4.5 : 1 for text in both schemes (WCAG 2.2, 1.4.3); paper is always light.
  static let text = colours + layout + charts + tables + media

  private static let colours = """
    :root{color-scheme:light;--back:#ffffff;--text:#1c2026;--soft:#565d68;--rule:#dce0e5;--panel:#f4f6f8;
    --before:#79828f;--after:#1f6fb2;--range:#f0c27a;--edge:#9a6200;--seen:#a3261d;--limit:#a3261d;--fine:#2b7a3d;--s0:#1f6fb2;--s1:#8a5a00;--s2:#2b7a3d;--s3:#7a3d8f}
    @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--back:#14171b;--text:#e7eaee;--soft:#a5adb8;--rule:#343a43;--panel:#1d2127;
    --before:#8f98a5;--after:#5aa6e6;--range:#7d5a22;--edge:#e0b050;--seen:#ff8f85;--limit:#ff8f85;--fine:#6cc07f;--s0:#5aa6e6;--s1:#e0b050;--s2:#6cc07f;--s3:#c39ad6}}

    """

  private static let layout = """
    *{box-sizing:border-box}html{scroll-padding-top:1rem}body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
    header,main{max-width:80rem;margin:0 auto;padding:0 1.25rem}h1{font-size:1.6rem;margin:1.5rem 0 1rem;overflow-wrap:anywhere}
    main{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 2rem;padding-bottom:3rem}main>*{grid-column:1/-1;min-width:0}main>.several{grid-column:auto}
    h2{font-size:1.25rem;margin:2rem 0 .5rem;border-top:1px solid var(--rule);padding-top:1rem}h3,h4{font-size:1rem;margin:1rem 0 .3rem}
    p,li{max-width:50rem;overflow-wrap:anywhere}p{margin:.4rem 0}
    .top{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem 2rem}.top h2{border:0;margin:0;padding:0}
    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:0;align-content:start}
    .figures div{background:var(--panel);border-radius:.4rem;padding:.7rem .9rem;border-top:.25rem solid var(--rule)}
    .figures div.critical{border-color:var(--limit)}.figures div.warning{border-color:var(--edge)}.figures div.fine{border-color:var(--fine)}
    .figures strong{font-size:2rem;line-height:1.2;font-variant-numeric:tabular-nums}.figures small{display:block;color:var(--soft);font-size:.85rem;line-height:1.35}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:.3rem 2rem;margin:1.25rem 0 0;font-size:.9rem}
    .facts div{display:flex;gap:.75rem}.facts dt{flex:0 0 8rem}dt{color:var(--soft);font-size:.85rem}dd{margin:0;min-width:0;overflow-wrap:anywhere}
    details{margin:.4rem 0}summary{cursor:pointer}details.item{background:var(--panel);border-radius:.4rem;padding:.5rem .8rem;border-left:.3rem solid var(--before)}
    details.item.grow{border-color:var(--edge)}details.item.shrink{border-color:var(--after)}details.item>summary{font-weight:600;overflow-wrap:anywhere}
    .parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:0 2rem}.parts>*{min-width:0}.item .facts dt{flex-basis:9rem}
    a{color:var(--after)}:focus-visible{outline:3px solid var(--after);outline-offset:2px}
    .filter{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.75rem 0;font-size:.9rem}.filter input,.filter select{font:inherit;padding:.3rem .5rem;max-width:100%;color:inherit;background:var(--back);border:1px solid var(--before);border-radius:.3rem}

    """

  private static let charts = """
    figure{margin:.5rem 0;position:relative;max-width:54rem;container-type:inline-size}svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font:12px system-ui,sans-serif}
    svg text.change{fill:var(--text);font-weight:600}.grid{stroke:var(--rule)}.before{fill:var(--before);background:var(--before)}.after{fill:var(--after);background:var(--after)}
    .range{fill:var(--range);background:var(--range)}.mark{stroke:var(--text);stroke-width:2}.seen{fill:var(--seen);background:var(--seen)}
    .limit{stroke:var(--limit);stroke-width:2;background:var(--limit)}.was{stroke:var(--before);stroke-width:2.5}.will{stroke:var(--after);stroke-width:2.5;stroke-dasharray:6 3}.origin{stroke:var(--soft);stroke-dasharray:2 3}
    .line.past{stroke:var(--text)}i.was{background:var(--before)}i.will{background:repeating-linear-gradient(90deg,var(--after) 0 .3rem,transparent .3rem .4rem)}i.past{background:var(--text)}.ideal{stroke:var(--soft);stroke-dasharray:4 4}
    .fan{fill:var(--s0);fill-opacity:.2;background:var(--s0)}i.fan{opacity:.4}.line{fill:none;stroke-width:2}
    .line.s0{stroke:var(--s0)}.line.s1{stroke:var(--s1)}.line.s2{stroke:var(--s2)}.line.s3{stroke:var(--s3)}
    .dot.s0{fill:var(--s0)}.dot.s1{fill:var(--s1)}.dot.s2{fill:var(--s2)}.dot.s3{fill:var(--s3)}i.s0{background:var(--s0)}i.s1{background:var(--s1)}i.s2{background:var(--s2)}i.s3{background:var(--s3)}
    .ring{fill:var(--back);stroke:var(--text);stroke-width:2}.up{fill:var(--edge);background:var(--edge)}.down{fill:var(--after);background:var(--after)}.bar{stroke-width:4}.bar.up{stroke:var(--edge)}.bar.down{stroke:var(--after)}
    i.ring{border:2px solid var(--text)}i.tick{background:var(--text)}
    .key{display:inline-block;margin:0 1rem .4rem 0;font-size:.85rem;color:var(--soft)}.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;margin-right:.35rem;vertical-align:-.08rem}.key i.tick{width:.2rem}.key i.ring,.key i.up,.key i.down{border-radius:50%}.key i.was,.key i.will,.key i.limit,.key i.past,.key i.s0{height:.25rem;vertical-align:.2rem}.key i[class=""]{display:none}
    .tip{position:absolute;top:0;pointer-events:none;background:var(--back);color:var(--text);border:1px solid var(--before);border-radius:.3rem;padding:.2rem .5rem;font-size:.8rem;line-height:1.4;white-space:pre;z-index:1}.cross{stroke:var(--text);stroke-width:1}
    @container (max-width:40rem){svg text{font-size:15px}}@container (max-width:30rem){svg text{font-size:20px}svg text.name{font-size:14px}}

    """

  private static let tables = """
    .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0;min-width:100%}
    th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}th{color:var(--soft);font-weight:600;vertical-align:bottom}
    td:last-child:not(.number){min-width:16rem}.sortable th,.sortable td:not(:last-child){white-space:nowrap}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    tr.critical td:first-child{box-shadow:inset .25rem 0 var(--edge)}tr.warning td:first-child{box-shadow:inset .25rem 0 var(--after)}tr.unknown td:first-child{box-shadow:inset .25rem 0 var(--before)}
    th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}th button::after{content:"\\a0\\2195";opacity:.5}th[aria-sort=ascending] button::after{content:"\\a0\\2191";opacity:1}th[aria-sort=descending] button::after{content:"\\a0\\2193";opacity:1}
    tbody tr:hover{background:var(--panel)}.long{max-height:36rem;overflow:auto}.long thead{position:sticky;top:0;background:var(--back)}

    """

  private static let media = """
    @media (min-width:70rem){.top:has(section){grid-template-columns:minmax(0,3fr) minmax(0,2fr)}.top section{grid-column:1;grid-row:1}.top:has(section) .figures{grid-column:2;grid-template-columns:repeat(2,minmax(0,1fr))}}
    @media (max-width:52rem){main>.several{grid-column:1/-1}}
    @media (max-width:40rem){header,main{padding:0 1rem}.figures{grid-template-columns:repeat(2,minmax(0,1fr))}.figures strong{font-size:1.5rem}.facts div{display:block}}
    @media print{@page{size:A4;margin:14mm}body{font-size:10pt}header,main{max-width:none;padding:0}.filter,.tip,.cross{display:none}
    th button::after{content:""!important}.long{max-height:none;overflow:visible}.scroll{overflow:visible}table{font-size:8pt}thead{display:table-header-group}tr,figure,.figures div,.facts div{break-inside:avoid}h2,h3,summary{break-after:avoid}
    .figures{grid-template-columns:repeat(3,minmax(0,1fr))!important}.figures strong{font-size:16pt}figure{max-width:15cm}.parts{grid-template-columns:repeat(2,minmax(0,1fr))}
    details.item:nth-of-type(-n+25)::details-content{display:block;content-visibility:visible;block-size:auto}}
    """
}
