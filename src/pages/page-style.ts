import { colourVariables, PAGE_COLOURS } from './page-colours.js';

/** The style of every page: sober, light or dark as the screen is, and light on paper, where nothing is cut in two. */
export const PAGE_STYLE = `
:root{color-scheme:light;${colourVariables(PAGE_COLOURS.light)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${colourVariables(PAGE_COLOURS.dark)}}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:15px/1.5 "Source Sans 3","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
body{margin:0}
main{max-width:52rem;margin:2rem auto;padding:3rem;background:var(--paper);border:1px solid var(--line)}
header{border-bottom:3px solid var(--ink);padding-bottom:1rem}
.over{margin:0;color:var(--soft);letter-spacing:.02em;font-size:.9em}
h1{margin:.2rem 0 .4rem;font-size:1.9rem;line-height:1.15}
.lead{margin:0;font-size:1.08em;overflow-wrap:anywhere}
h2{margin:0 0 .5rem;font-size:1.08rem}
h3{margin:1rem 0 .2rem;font-size:1em}
section.annex{break-before:page}
section{margin-top:1.6rem;padding-top:.9rem;border-top:1px solid var(--line)}
p{margin:.35rem 0;overflow-wrap:anywhere}
.statement{margin-top:1.2rem;padding:.7rem 1rem;border:1.5px solid var(--ink);font-size:1.04em}
dl{margin:0}
dl>div{display:grid;grid-template-columns:12.5rem 1fr;gap:0 1rem;padding:.14rem 0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;margin:.5rem 0}
th,td{padding:.28rem .6rem .28rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600;font-size:.92em}
td{overflow-wrap:anywhere}
.whole{white-space:nowrap}
.figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
code{font:.82em/1.45 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:700}
.doubt{color:var(--doubt);font-weight:600}
.quiet{color:var(--soft)}
caption{text-align:left;color:var(--soft);font-size:.92em;padding-bottom:.2rem}
.wide{overflow-x:auto}
.wide:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
figure{margin:.5rem 0}
figcaption{margin-top:.3rem}
.shares{display:block;width:100%;height:1.5rem}
.shares rect{stroke:var(--paper);stroke-width:2;vector-effect:non-scaling-stroke}
.bar{display:block;width:9rem;height:.7rem;margin:.3rem 0;background:none}
rect.good{fill:var(--good-bar)}rect.bad{fill:var(--bad-bar)}rect.doubt{fill:var(--doubt-bar)}rect.quiet{fill:var(--quiet-bar)}
.signatures{display:grid;grid-template-columns:repeat(3,1fr);gap:1.5rem;padding-top:3.2rem}
.signatures div{color:var(--soft);font-size:.9em}
.signatures span{display:block;border-top:1px solid var(--ink);margin-bottom:.25rem}
footer{margin-top:1.6rem;color:var(--soft);font-size:.85em;overflow-wrap:anywhere}
@media (max-width:40rem){main{margin:0;padding:1.2rem;border:0}dl>div{grid-template-columns:1fr}.bar{width:4rem}.wide table{min-width:34rem}.signatures{grid-template-columns:1fr}}
@page{size:A4;margin:15mm 17mm 17mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt Arial,sans-serif;color:#55626f}@bottom-left{font:8pt Arial,sans-serif;color:#55626f}}
@media print{
html{background:var(--paper);font-size:9.2pt;line-height:1.36}
main{max-width:none;margin:0;padding:0 1px;border:0}
h1{font-size:18pt}
.wide{overflow:visible}
th,td{padding-top:.16rem;padding-bottom:.16rem}
table.short{break-inside:avoid}
p{margin:.25rem 0}
section.annex{border-top:0;padding-top:0;margin-top:0}
section{margin-top:.9rem;padding-top:.5rem}
.signatures{padding-top:2.6rem}
h2,h3{break-after:avoid}
h3{margin-top:.6rem}
dl>div,tr,p{break-inside:avoid}
thead{display:table-header-group}
.signatures{break-inside:avoid}
footer{display:none}
}
`;
