/// What a page does beyond what its markup does alone: sorting, filtering, values beside the pointer.
///
/// Without a script tables stand in their order, all rows shown, and items unfold by themselves; what the script needs to
/// be told by a reader, such as the search box, it makes itself, so that nothing stands there that does nothing.
enum HTMLScript {
  static let text = sorting + filtering + reading + unfolding

  /// A click on a heading sorts by it, a second one the other way; what is no number goes last.
  private static let sorting = """
    const number=text=>{const value=parseFloat(text.replace(/,/g,''));return isNaN(value)?null:value};
    const compare=(a,b,numeric)=>{if(!numeric)return a.localeCompare(b,'en',{numeric:true});const[x,y]=[number(a),number(b)];return x-y};
    for(const table of document.querySelectorAll('table.sortable'))for(const[place,head]of[...table.tHead.rows[0].cells].entries()){
    const button=document.createElement('button');button.type='button';button.append(...head.childNodes);head.append(button);
    const numeric=head.classList.contains('number'),blank=text=>text==='-'||text===''||numeric&&number(text)===null;
    button.addEventListener('click',()=>{const down=head.getAttribute('aria-sort')==='ascending'||numeric&&!head.hasAttribute('aria-sort');
    for(const other of table.tHead.rows[0].cells)other.removeAttribute('aria-sort');head.setAttribute('aria-sort',down?'descending':'ascending');
    const rows=[...table.tBodies[0].rows].map(row=>[row.cells[place].textContent,row]);
    rows.sort(([a],[b])=>blank(a)-blank(b)||(blank(a)?0:(down?-1:1)*compare(a,b,numeric)));table.tBodies[0].append(...rows.map(row=>row[1]))})}

    """

  /// A box for words and a choice a column of few words above each table that has such columns, and above tables of more
  /// rows than a window shows.
  private static let filtering = """
    for(const table of document.querySelectorAll('table.sortable')){const rows=[...table.tBodies[0].rows],heads=[...table.tHead.rows[0].cells];
    const choices=heads.map((head,place)=>[head,place]).filter(([head])=>head.hasAttribute('data-choice'));if(!choices.length&&rows.length<20)continue;
    if(rows.length>25)table.parentElement.classList.add('long');
    const bar=document.createElement('div');bar.className='filter';const label=(text,input)=>{const box=document.createElement('label');box.append(text+' ',input);bar.append(box);return input};
    const selects=choices.map(([head,place])=>{const select=document.createElement('select');const values=[...new Set(rows.map(row=>row.cells[place].textContent))].sort((a,b)=>a.localeCompare(b,'en',{numeric:true}));
    select.append(new Option('all',''),...values.map(value=>new Option(value,'='+value)));label(head.textContent.trim(),select);return[select,place]});
    const search=document.createElement('input');search.type='search';search.placeholder='name, reason';label('search',search);
    const told=document.createElement('span');told.setAttribute('role','status');bar.append(told);
    const texts=new Map(rows.map(row=>[row,row.textContent.toLowerCase()]));
    const show=()=>{const wanted=search.value.toLowerCase();let shown=0;for(const row of rows){const fits=texts.get(row).includes(wanted)&&selects.every(([select,place])=>!select.value||select.value==='='+row.cells[place].textContent);
    row.hidden=!fits;shown+=fits;const link=row.querySelector('a[href^="#"]'),item=link&&document.getElementById(link.hash.slice(1));if(item)item.closest('details').hidden=!fits}
    told.textContent=shown.toLocaleString('en')+' of '+rows.length.toLocaleString('en')};
    bar.addEventListener('input',show);table.parentElement.before(bar);show()}

    """

  /// The date and the values of the nearest point of a chart, beside the pointer.
  private static let reading = """
    for(const svg of document.querySelectorAll('svg[data-points]')){const names=svg.dataset.names.split('|'),[top,bottom]=svg.dataset.span.split(' ');let points,tip,cross;
    const leave=()=>{tip?.remove();cross?.remove();tip=cross=null};
    const tell=event=>{points??=svg.dataset.points.split(';').map(point=>point.split('|'));const frame=svg.getBoundingClientRect(),scale=svg.viewBox.baseVal.width/frame.width,x=(event.clientX-frame.left)*scale;
    const near=points.reduce((best,point)=>Math.abs(point[0]-x)<Math.abs(best[0]-x)?point:best);
    if(!tip){tip=document.createElement('div');tip.className='tip';svg.after(tip);cross=document.createElementNS(svg.namespaceURI,'line');cross.setAttribute('class','cross');svg.append(cross)}
    for(const[name,value]of[['x1',near[0]],['x2',near[0]],['y1',top],['y2',bottom]])cross.setAttribute(name,value);
    tip.textContent=[near[1],...names.map((name,place)=>near[place+2]&&name+'  '+near[place+2]+' GiB').filter(Boolean)].join('\\n');
    const left=near[0]/scale;tip.style.left=Math.max(0,left>frame.width/2?left-tip.offsetWidth-8:left+8)+'px'};
    svg.addEventListener('pointermove',tell);svg.addEventListener('pointerdown',tell);svg.addEventListener('pointerleave',leave)}

    """

  /// A link to an item unfolds it also where the browser does not.
  private static let unfolding = """
    const unfold=()=>{const item=document.getElementById(location.hash.slice(1))?.closest('details');if(item){item.open=true;item.scrollIntoView()}};
    addEventListener('hashchange',unfold);unfold();
    document.addEventListener('click',event=>{const link=event.target.closest?.('a[href^="#"]');if(link&&link.hash===location.hash)unfold()});
    """
}
