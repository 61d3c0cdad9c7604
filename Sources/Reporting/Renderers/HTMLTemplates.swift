/// The fixed markup of a page.
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
    <div class="top">
    {{#hasFigures}}<dl class="figures">{{#figures}}<div class="{{tone}}"><dt>{{label}}</dt><dd><strong>{{value}}</strong> {{unit}}<small>{{note}}</small></dd></div>{{/figures}}</dl>{{/hasFigures}}
    {{#picture}}{{>section}}{{/picture}}
    </div>
    {{#hasFacts}}<dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>{{/hasFacts}}
    {{#sections}}{{>section}}{{/sections}}
    </main>
    <script>{{{script}}}</script>
    </body>
    </html>

    """

  static let section = """
    <section{{#isOneOfSeveral}} class="several"{{/isOneOfSeveral}}>
    {{#hasTitle}}<h{{level}}>{{title}}</h{{level}}>{{/hasTitle}}
    {{#hasLead}}<p>{{lead}}</p>{{/hasLead}}
    {{#hasList}}<ul>{{#list}}<li>{{.}}</li>{{/list}}</ul>{{/hasList}}
    {{#isChart}}<figure>{{{chart}}}</figure>{{/isChart}}
    {{#legend}}<span class="key"><i class="{{style}}"></i>{{text}}</span>{{/legend}}
    {{#table}}{{#folded}}<details><summary>The numbers</summary>{{/folded}}
    {{{markup}}}
    {{#folded}}</details>{{/folded}}{{/table}}
    {{#entryLegend}}<span class="key"><i class="{{style}}"></i>{{text}}</span>{{/entryLegend}}
    {{#entries}}<details class="item {{kind}}"><summary>{{summary}}</summary>{{#hasID}}<a id="{{id}}"></a>{{/hasID}}{{#hasFacts}}<dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>{{/hasFacts}}<div class="parts">{{#sections}}{{>section}}{{/sections}}</div></details>
    {{/entries}}
    </section>

    """
}
