/** What the page of a run has beside the style of every page. */

export const STYLE = `
:root{--dot:#d9d5cb}@media screen and (prefers-color-scheme:dark){:root{--dot:#39424b;--line:#2f3942}}
html{scroll-padding-top:1rem}
body{overflow-wrap:break-word}
main{max-width:1168px;padding:20px 24px 40px}main>div>header,.annex main{max-width:none;padding:0}main p,main ul{max-width:none}
h1,h2.big,.annex h2{font-family:ui-serif,Georgia,"Noto Serif","Noto Serif TC","Songti TC",serif;font-weight:600;text-wrap:balance}
h1{font-size:clamp(28px,4.2vw,46px);line-height:1.12;letter-spacing:-.01em;margin:26px 0 12px;max-width:20em}
h1 span{color:var(--accent)}
#screen h2{font:600 15px/1.3 system-ui,sans-serif;margin:0 0 10px}
#screen h2.big,.annex h2{font:600 24px/1.3 ui-serif,Georgia,"Noto Serif","Noto Serif TC",serif;margin:0 0 16px}
h3{font-size:15px;line-height:1.35;margin:0 0 6px}
a{color:var(--accent)}
.strip{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:baseline;margin:0;font-size:14px;color:var(--quiet);border-bottom:1px solid var(--line);padding-bottom:12px}
.strip b{color:var(--ink)}#top-place{margin-left:auto}#top-place:empty{display:none}#top-place select,#top-place button{font-size:13px;padding:3px 8px}.strip .changed{color:var(--warn)}
.lede{font-size:18px;max-width:47em;margin:0 0 28px}
.grid{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr);gap:32px;align-items:start}
figure{margin:0}.drawing svg{width:100%;max-width:none;height:auto;display:block;overflow:visible;color:var(--ink);font-family:inherit}
figcaption,.note{font-size:13.5px;color:var(--quiet);margin:6px 0 0}
.legend{margin:0 0 4px;font-size:13.5px}.swatch{width:11px;height:11px;margin-right:5px;vertical-align:-1px}
button,select,input[type=number]{font:inherit;font-size:15px;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:5px 8px;max-width:100%}
.ask{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px}
.ask>select{width:100%}.ask .line{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:10px 0}.ask input[type=number]{width:6.5em}
.ask input[type=range]{width:100%;accent-color:var(--accent);margin:4px 0}
.answer{font:600 32px/1.1 ui-serif,Georgia,"Noto Serif TC",serif;color:var(--accent);margin:8px 0}
.dots{display:grid;grid-template-columns:repeat(20,1fr);gap:3px;margin:10px 0}.dots i{aspect-ratio:1;border-radius:50%;background:var(--dot)}.dots i.on{background:var(--accent)}
.headlines{margin:34px 0 0}.headlines summary{cursor:pointer;color:var(--accent);padding:10px 0;font-size:14.5px}.headlines table{width:100%}
.headlines th,.headlines td{padding:8px 10px;border-top:1px solid var(--line);text-align:right;vertical-align:top}
.headlines thead th,.headlines thead td{border:0;font-weight:500;font-size:14px;color:var(--quiet)}
.headlines tbody th{text-align:left;font-weight:500;padding-left:0;min-width:10em}
.headlines td b{font-size:18px;font-weight:600}.headlines .past{color:var(--quiet)}td.spark{width:152px;padding:4px 0 4px 12px!important}td.whole{text-align:right}
small{display:block;color:var(--quiet);font-size:13px;font-weight:400}
.cards{columns:3 300px;column-gap:28px;margin:34px 0 44px}.cards>section{border-top:2px solid var(--ink);padding:10px 0 0;margin:0 0 28px;break-inside:avoid}
#screen ul{list-style:none;margin:0;padding:0}
.drivers li{margin:0 0 10px;font-size:14.5px;line-height:1.35}.measure{display:grid;grid-template-columns:1fr 2.8em 1.2em;gap:6px;align-items:center;font-size:13.5px}
.measure>b{text-align:right;font-weight:600}.bar{position:relative;height:8px}.bar b{position:absolute;inset:0 auto 0 0;background:var(--accent);border-radius:4px}.bar u{position:absolute;top:3px;height:2px;background:var(--ink)}
em{font-style:normal;font-size:12px;color:var(--warn);border:1px solid currentColor;border-radius:4px;padding:0 4px;white-space:nowrap}
.rows li{display:flex;justify-content:space-between;gap:14px;padding:6px 0;border-bottom:1px solid var(--line);font-size:14.5px;line-height:1.35}.rows li>b{white-space:nowrap}.rows .own{font-weight:600;color:var(--accent)}
.gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:30px 28px}
.save{margin:4px 0 0}.save button{font-size:12.5px;padding:2px 8px;color:var(--quiet)}
.foot{font-size:13.5px;color:var(--quiet);border-top:1px solid var(--line);padding-top:14px;margin:40px 0 0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.annex .gallery{grid-template-columns:repeat(auto-fill,minmax(min(100%,420px),1fr))}
.annex{display:grid;grid-template-columns:200px minmax(0,1fr);gap:40px;margin-top:40px;border-top:2px solid var(--ink);padding-top:24px}
.annex nav{position:sticky;top:16px;align-self:start;max-height:calc(100vh - 32px);overflow-y:auto;font-size:14px}.annex nav a{display:block;padding:3px 0;text-decoration:none}.annex nav a:hover{text-decoration:underline}
.annex section{margin-bottom:44px}.annex details{border-top:1px solid var(--line)}.annex summary{cursor:pointer;padding:10px 0}.annex summary h2{display:inline;font-size:20px;margin:0}
.annex .scroll table{font-size:14px;margin:4px 0 20px}.annex .scroll th,.annex .scroll td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}.annex .scroll :is(td,th).n{text-align:right}.annex .scroll th{color:var(--quiet);font-weight:600}.annex h3{margin-top:26px}.annex figure h3{margin-top:0}.annex ul,.annex ol{list-style:disc;padding-left:1.2em}
code{font-size:.88em;background:color-mix(in srgb,var(--line) 40%,transparent);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
pre{background:color-mix(in srgb,var(--line) 40%,transparent);padding:.8rem 1rem;border-radius:4px;overflow-x:auto}pre code{padding:0;background:none}
.influence{display:block;margin:0 auto;max-width:none}.influence rect{fill:var(--card);stroke:var(--line);stroke-width:1.2}.influence text{font:12px/1.2 system-ui,sans-serif;fill:var(--ink);text-anchor:middle}.influence path{fill:none;stroke:var(--quiet);opacity:.35}.influence marker path{fill:var(--quiet);stroke:none;opacity:1}.influence .before{stroke-dasharray:4 3}.influence a:hover rect,.influence a:focus rect{stroke:var(--accent);stroke-width:2}
.equation{margin:0 0 14px}.equation p{margin:0 0 2px;font-size:14px}.equation .scroll{margin:0;padding:2px 0 6px;overflow-y:hidden}.equation math{font-size:16px;width:fit-content;margin:4px 0}.equation mtable{border-left:1.5px solid;padding-left:6px;margin:0 2px}.equation mtd{text-align:left;padding:1px 10px 1px 0}.equation math a{color:inherit;text-decoration:none;border-bottom:1px dotted var(--quiet);font:13px/1.2 ui-monospace,Menlo,Consolas,monospace}.equation math a:hover,.equation math a:focus{color:var(--accent)}.unit{color:var(--quiet);font-size:.8em}.assumed li{margin:0 0 6px;font-size:14px}.equation:target,.assumed li:target{background:color-mix(in srgb,var(--accent) 12%,transparent)}.tip{position:absolute;z-index:5;max-width:min(34em,90vw);padding:8px 12px;font-size:13.5px;line-height:1.4;background:var(--card);color:var(--ink);border:1px solid var(--line);border-radius:6px;box-shadow:0 2px 10px #0003;pointer-events:none}
.live{border:1px solid var(--line);border-radius:10px;background:var(--card);padding:16px 18px;margin:28px 0}.live .line{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;font-size:14.5px}.live select{max-width:min(26em,100%)}.live .line>*{min-width:0}.live summary{cursor:pointer;padding:6px 0;color:var(--accent)}.said{margin:8px 0;font-weight:600}.said:empty{display:none}.sliders{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:12px 28px}.slider{display:block;font-size:14px;line-height:1.35}.slider span{display:flex;justify-content:space-between;gap:10px}.slider b{white-space:nowrap}.slider input{width:100%;accent-color:var(--accent)}.slider.turned b{color:var(--accent)}
@media (max-width:900px){.grid{grid-template-columns:1fr}.annex{display:block}.annex nav{position:static;columns:2;margin-bottom:28px;max-height:none}}
@media (max-width:560px){main{padding:16px 16px 32px}.lede{font-size:17px}.headlines .past,.headlines td.spark{display:none}.headlines th,.headlines td{padding:8px 6px}.headlines tbody th{min-width:7.5em;font-size:14.5px}.headlines td b{font-size:16px}}
@media print{.live,.save{display:none}:root{--paper:#fff;--card:#fff;--ink:#000;color-scheme:light}main{max-width:none;padding:0}body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}.ask select,.ask input,.ask .line,.annex nav{display:none}.annex{display:block}.ask h2::after{content:none}section.ask,figure,tr,li{break-inside:avoid}h1,h2,h3,summary,p:has(+.scroll),p:has(+p+.scroll),p:has(+figure){break-after:avoid}.scroll{overflow:visible}.annex .scroll table{font-size:7.5pt;width:100%}details:not(.off-paper,.data)>*:not(summary){display:block}.assumed,.data,.equation p code{display:none!important}.equation{margin:0 0 8px;break-inside:avoid}.equation math{font-size:11px}.equation p{font-size:8.5pt}.annex figure h3{font-size:10pt}.annex .gallery{grid-template-columns:1fr 1fr;gap:14px 20px}details::details-content{content-visibility:visible;display:block;height:auto}a{color:inherit}}
`;
