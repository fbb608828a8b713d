/** How pages look: on a screen in light and dark, on a phone, and on paper. */

/** Of every page, in the order light, dark. Charts are drawn in the first and follow here. */
const TOKENS = {
  paper: ['#fbfaf7', '#11161b'],
  card: ['#ffffff', '#171d23'],
  ink: ['#16202a', '#e8e6e0'],
  quiet: ['#566069', '#9aa5b0'],
  line: ['#dcd8cf', '#2b333b'],
  accent: ['#0b5c8a', '#6db7e0'],
  warn: ['#b1492b', '#e08a6c'],
  good: ['#2f6f4f', '#7fc49c'],
} as const;

/** Colours of charts that would not stand out from a dark page, and what they are there. */
const CHARTS: readonly (readonly [light: string, dark: string])[] = [
  ['#1f5f8b', '#6db0dc'],
  ['#c8553d', '#e5826b'],
  ['#39a38a', '#4fc0a5'],
  ['#b8860b', '#d9aa3c'],
  ['#1c2429', '#e8e6e0'],
  ['#444', '#a9b2ba'],
  ['#444444', '#a9b2ba'],
  ['#123a57', '#a8d3ee'],
  ['#2f7f5f', '#4fae88'],
  ['#6b6b6b', '#9a9a9a'],
  ['#dfe4e6', '#3a444d'],
  ['#fff', '#171d23'],
];

function tokens(which: 0 | 1): string {
  return Object.entries(TOKENS)
    .map(([name, colours]) => `--${name}:${colours[which]}`)
    .join(';');
}

const DARK = CHARTS.flatMap(([light, dark]) =>
  ['fill', 'stroke', 'color'].map((name) =>
    name === 'color'
      ? `.swatch[data-colour="${light}"]{background:${dark}!important}`
      : `svg [${name}="${light}"]{${name}:${dark}}`,
  ),
).join('');

export const STYLE = `:root{${tokens(0)};color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{${tokens(1)}}${DARK}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans TC",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
.subject{margin:28px 0 0;font-size:14px;color:var(--quiet)}
h1{font:600 clamp(26px,3.6vw,40px)/1.15 ui-serif,Georgia,"Noto Serif","Noto Serif TC",serif;letter-spacing:-.01em;margin:10px 0 14px;max-width:26em;text-wrap:balance}
.summary{font-size:17px;max-width:46em}
.summary p{margin:0 0 10px}
.facts{font-size:13px;color:var(--quiet);margin:14px 0 0;padding-bottom:18px;border-bottom:1px solid var(--line)}
h2{font:600 21px/1.3 ui-serif,Georgia,"Noto Serif",serif;margin:34px 0 12px}
h3{font:600 15px/1.35 system-ui,sans-serif;margin:0 0 6px}
a{color:var(--accent)}
main p,main ul{max-width:46em}
ul{padding-left:1.2em}
nav.contents ul{list-style:none;margin:0;padding:0;max-width:none}
nav.contents{font-size:14px;margin-top:16px}
nav.contents li{display:inline-block;margin:0 16px 6px 0}
details.part{border-top:1px solid var(--line);margin-top:22px}
details.part>summary{cursor:pointer;padding:12px 0}
details.part>summary h2{display:inline;margin:0;font-size:18px}
.gallery{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:26px 30px;margin:0 0 18px}
figure{margin:0;break-inside:avoid;min-width:0}
figure svg{width:100%;max-width:600px;height:auto;display:block;font-family:inherit;overflow:visible;color:var(--ink)}
figcaption{color:var(--quiet);font-size:14px;margin-top:6px}
figure details{font-size:14px;color:var(--quiet);margin-top:4px}
figure details summary{cursor:pointer}
.legend{margin:0 0 4px;font-size:14px}
.key{display:inline-block;margin-right:14px}
.swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.35em;vertical-align:-.05em}
.narrow{display:none!important}
.scroll{overflow-x:auto;max-width:100%;margin:0 0 18px}
table{border-collapse:collapse;font-size:14px}
caption{text-align:left;font-weight:600;padding:0 0 6px}
th,td{padding:6px 16px 6px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal;font-weight:400}
thead th{color:var(--quiet);font-weight:600;vertical-align:bottom}
td.n,th.n{text-align:right;white-space:nowrap}
tbody th{min-width:11em;max-width:26em}
.notes{font-size:14px;color:var(--quiet)}
code{font-size:.9em;background:var(--card);border:1px solid var(--line);padding:0 .25em;border-radius:3px}
pre{background:var(--card);border:1px solid var(--line);padding:12px 14px;border-radius:6px;overflow-x:auto;font-size:13px;line-height:1.4}
footer{padding-top:20px;padding-bottom:50px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:560px){header,main,footer{padding:0 16px}.wide{display:none!important}.narrow{display:block!important}.summary{font-size:16px}}
.on-paper{display:none}
@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#555}}
@media print{.off-paper{display:none!important}.on-paper{display:block}body{background:#fff;font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}nav,figure details{display:none}details.part::details-content{content-visibility:visible;display:block;height:auto}.scroll{overflow:visible}table{font-size:8.5pt}h2,h3,summary{break-after:avoid}tr,figure{break-inside:avoid}}
`;
