/** How the report looks, on a screen and on paper. */
export const STYLE = `
:root { --ink: #1c2429; --soft: #5d6970; --line: #dfe4e6; --tint: #f5f7f7; --blue: #1f5f8b; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header { padding: 3.5rem 1.5rem 2rem; border-bottom: 1px solid var(--line); background: var(--tint); }
header > *, main { max-width: 1132px; margin-left: auto; margin-right: auto; }
.title { margin: 0 auto; color: var(--soft); font-size: 1.05rem; }
h1 { margin-top: .4rem; margin-bottom: .8rem; font: 600 clamp(1.6rem, 3.6vw, 2.6rem)/1.2 Georgia, "Times New Roman", serif; }
.rests { margin-top: 0; margin-bottom: 0; color: var(--soft); font-size: .92rem; }
main { padding: 0 0 4rem; }
@media (max-width: 1180px) { main { padding: 0 1.5rem 4rem; } }
h2 { font: 600 1.45rem/1.3 Georgia, "Times New Roman", serif; margin: 2.6rem 0 1rem; }
h3 { font-size: 1.02rem; margin: 1.8rem 0 .6rem; }
details { border-top: 1px solid var(--line); margin-top: 1.6rem; }
details[open] { padding-bottom: 1rem; }
summary { cursor: pointer; padding: .9rem 0; }
summary h2 { display: inline; margin: 0; font-size: 1.25rem; }
.gallery { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 500px), 1fr)); gap: 1.6rem 2rem; }
figure { margin: 0; break-inside: avoid; }
figure h3 { margin: 0 0 .3rem; }
figure svg { width: 100%; height: auto; display: block; font-family: inherit; }
figcaption { color: var(--soft); font-size: .86rem; margin-top: .3rem; }
.legend { margin: 0 0 .2rem; font-size: .86rem; }
.key { white-space: nowrap; margin-right: .8rem; }
.swatch { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .35em; vertical-align: -.05em; }
.wide, .scroll { overflow-x: auto; }
.narrow { display: none; }
table { border-collapse: collapse; font-size: .88rem; margin: .3rem 0 1.4rem; font-variant-numeric: tabular-nums; }
th, td { padding: .32rem .8rem .32rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
td[align=right], th[align=right] { text-align: right; white-space: nowrap; }
code { font-size: .88em; background: var(--tint); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { background: var(--tint); padding: .8rem 1rem; border-radius: 4px; overflow-x: auto; }
pre code { padding: 0; background: none; }
.pass { color: #2f7f5f; } .fail { color: #b3261e; font-weight: 600; }
@media print { header { padding-top: 1rem; background: none; } details > *:not(summary) { font-size: .8rem; } }
`;
