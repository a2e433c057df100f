import { ink } from '../figures/figure-theme.ts';

/** Lighter forms of the models' colours: legible on the dark page, and as distinct as the printed ones. */
const darkColours: Readonly<Record<string, string>> = {
  '#0072b2': '#58b4ea',
  '#d55e00': '#ff9550',
  '#009e73': '#35cfa2',
  '#a65a8c': '#dd9cc6',
  '#6b6b6b': '#b5b5b5',
};

const modelColours = Object.entries(darkColours)
  .flatMap(([light, dark]) => [
    `[stroke="${light}"]{stroke:light-dark(${light},${dark})}`,
    `[fill="${light}"]{fill:light-dark(${light},${dark})}`,
  ])
  .join('\n');

/** Shading of a table's cells by accuracy, in tenths. */
const shades = Array.from(
  { length: 11 },
  (_, i) => `.h${i}{background:color-mix(in srgb,var(--tint) ${Math.round(i * 3.4)}%,transparent)}`,
).join('\n');

/** The page's style sheet. It loads nothing from elsewhere, and names each colour once for light and dark. */
export const pageStyle = `
:root{color-scheme:light dark;
--paper:light-dark(#fff,#0d1117);--card:light-dark(#f6f8fa,#161b22);--ink:light-dark(${ink.text},#e6edf3);
--faint:light-dark(${ink.faint},#9aa4af);--line:light-dark(#d1d9e0,#30363d);--link:light-dark(#0860c4,#6cb6ff);
--tint:light-dark(#0072b2,#58b4ea);--good:light-dark(#1a7f37,#56d364);--bad:light-dark(#a04d00,#ff9550);
--open:light-dark(#59636e,#9aa4af);--grid:light-dark(${ink.grid},#262d36);--frame:light-dark(${ink.frame},#6e7781)}
:root:has(#theme-1:checked){color-scheme:light}
:root:has(#theme-2:checked){color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:2.6rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;z-index:5;background:var(--paper);padding:.5rem}
header,footer,.layout{max-width:100rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
.settings{display:flex;flex-wrap:wrap;gap:.4rem 1.25rem;justify-content:flex-end;font-size:.86rem}
h1{font-size:clamp(1.6rem,4.5vw,2.4rem);line-height:1.2;margin:1.25rem 0 .5rem;text-wrap:balance}
h2{font-size:1.45rem;line-height:1.25;margin:0 0 .75rem}
h3{font-size:1.1rem;margin:1.75rem 0 .4rem}
section{padding:1.75rem 0 .5rem;border-top:1px solid var(--line);margin-top:1.5rem}
.bar+section{border-top:0;margin-top:0;padding-top:.5rem}
p,li{max-width:46rem}
.lead{font-size:1.1rem;color:var(--faint)}
.faint,caption,figcaption{color:var(--faint)}
a{color:var(--link)}
code{font:.86em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.answer p{font-size:1.06rem;margin:.4rem 0 .8rem}
.toc ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
.toc a{text-decoration:none;display:inline-block;padding:.2rem 0}
.toc a:hover{text-decoration:underline}
@media (min-width:68rem){
.brief{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,26rem);gap:2rem;align-items:start}
.caveats{columns:26rem;column-gap:3rem}
.caveats li{break-inside:avoid}
.layout{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:2.5rem}
.toc{position:sticky;top:1.5rem;align-self:start;font-size:.92rem;border-right:1px solid var(--line)}
.toc ul{flex-direction:column;flex-wrap:nowrap}
}
@media (min-width:88rem){.brief{grid-template-columns:minmax(0,1fr) minmax(0,42rem)}}
.bar{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;padding:.55rem 0;margin:.5rem 0 .75rem}
.bar:empty{display:none}
.controls{display:flex;flex-direction:column;gap:.4rem;margin:.75rem 0}
.switch{border:0;margin:0;padding:0;display:flex;gap:.3rem;flex-wrap:wrap;align-items:center;min-width:0}
.switch legend{float:left;padding:0;margin-right:.3rem;color:var(--faint);font-size:.88rem}
.switch label{border:1px solid var(--line);border-radius:1rem;padding:.1rem .75rem;cursor:pointer;font-size:.92rem;min-height:1.75rem;display:inline-flex;align-items:center}
.switch label:hover{border-color:var(--ink)}
.switch input{position:absolute;opacity:0;width:1px;height:1px}
.switch input:checked+label{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.switch input:focus-visible+label{outline:2px solid var(--link);outline-offset:2px}
@supports not selector(:has(*)){.switch{display:none}}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.6rem;margin:1.25rem 0;padding:0}
.facts div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem}
.facts dt{font-size:.82rem;color:var(--faint)}
.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.75rem 0 1.25rem;max-width:100%}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left;font-size:.9rem;padding-bottom:.4rem}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
thead th{vertical-align:bottom;font-weight:600}
tbody th,th.text,td.text{text-align:left}
tbody th{font-weight:600}
.wrap{white-space:normal!important;min-width:15rem;max-width:34rem}
.matrix th.wrap{font-weight:400}
td.cell{padding:.3rem .38rem}
td small{display:block;font-size:.74rem;letter-spacing:-.01em}
th[scope=row]:not(.wrap){position:sticky;left:0;background:var(--paper);z-index:1}
${shades}
.claims{display:grid;gap:1rem;padding:0;margin:1rem 0;list-style:none}
.claims>li{max-width:none;border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;background:var(--card)}
.claims h3{margin:0 0 .6rem}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem 1.5rem}
.sides p{margin:0 0 .3rem}
.sides ul{margin:.2rem 0 0;padding-left:1.1rem;font-size:.92rem}
.sides li{margin-bottom:.25rem}
.verdict{display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.86rem;font-weight:600}
.confirmed{color:var(--good)}.refuted{color:var(--bad)}.undecided,.not-applicable{color:var(--open)}
.rule{font-size:.88rem;color:var(--faint);margin:.7rem 0 0}
.charts,.charts>[data-profile]{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19.5rem),1fr));gap:1rem 1.25rem}
.charts:has(>:nth-child(4):last-child){grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
.charts>[data-profile]{grid-column:1/-1}
.chart{margin:0;min-width:0;break-inside:avoid}
.chart figcaption{font-weight:600;font-size:.95rem;color:var(--ink);padding-left:.2rem;text-wrap:balance}
.chart svg{display:block;width:100%;height:auto;max-width:30rem;touch-action:pan-y;font-size:12px;fill:var(--ink)}
.grid{stroke:var(--grid);fill:none}.frame{stroke:var(--frame);fill:none}
.level{stroke:var(--faint);stroke-dasharray:1 3;fill:none}.limit{stroke:var(--faint);stroke-dasharray:4 3;fill:none}
.tick,.note{fill:var(--faint)}.note{font-size:11px}.name{font-size:12px}
.row{font-weight:600;font-size:12.5px}.numbers{font-size:12px}
.line{fill:none;stroke-width:1.9;stroke-linejoin:round}.dashed{stroke-dasharray:6 4}
.band{opacity:.15}
.dots{stroke-width:6;stroke-linecap:round;fill:none}.holes{stroke:var(--paper);stroke-width:3;stroke-linecap:round;fill:none}
.dots.large{stroke-width:9}.holes.large{stroke-width:4.5}
.cursor{pointer-events:none}.cursor path:first-child{stroke:var(--ink);stroke-width:1}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;list-style:none;padding:0;margin:.4rem 0 .8rem;font-size:.92rem}
.legend svg{width:34px;height:12px;margin-right:.4rem;vertical-align:middle}
${modelColours}
.tip{position:fixed;z-index:4;pointer-events:none;background:var(--paper);color:var(--ink);border:1px solid var(--frame);border-radius:.4rem;padding:.4rem .6rem;font-size:.84rem;line-height:1.4;box-shadow:0 2px 10px #0003;max-width:calc(100vw - 16px);font-variant-numeric:tabular-nums}
.tip[hidden]{display:none}
.tip svg{width:10px;height:10px;margin-right:.35rem}
.gallery td,.gallery th{padding:.3rem;border-bottom:0}
.gallery td,.gallery thead th{text-align:center}
.gallery .below>*{border-bottom:1px solid var(--line);padding-bottom:.6rem}
.thumb{display:block;width:64px;height:64px;margin:0 auto;image-rendering:pixelated;background-image:var(--sheet);background-size:var(--size);background-position:var(--x) var(--y);print-color-adjust:exact;-webkit-print-color-adjust:exact}
.thumb.change{background-image:var(--changes)}
.scale{display:flex;flex-wrap:wrap;align-items:center;gap:.2rem .6rem;font-size:.88rem;margin:.5rem 0}
.ramp{width:8rem;height:.9rem;border:1px solid var(--line);border-radius:.2rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.took{display:block;font-size:.86rem}
.fooled{color:var(--bad);font-weight:700}.fooled::before{content:"→ "}
details{margin:.5rem 0}
summary{cursor:pointer;font-weight:600;padding:.2rem 0}
.downloads ul{columns:16rem;padding-left:1.1rem}
button{font:inherit;font-size:.86rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.1rem .6rem;cursor:pointer}
button:hover{border-color:var(--ink)}
footer{color:var(--faint);font-size:.9rem;padding-top:2rem;padding-bottom:3rem}
@media (max-width:34rem){
html{scroll-padding-top:4.5rem}
header,footer,.layout{padding-left:1rem;padding-right:1rem}
.bar{gap:.3rem .9rem}
.stacked,.stacked tbody,.stacked caption,.stacked th,.stacked td{display:block}
.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacked tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.3rem .8rem;padding:.7rem 0;border-bottom:1px solid var(--line)}
.stacked.matrix tr{grid-template-columns:repeat(2,minmax(0,1fr))}
.stacked th,.stacked td{padding:0;border:0;text-align:left;white-space:normal}
.stacked .whole,.stacked th{grid-column:1/-1}
.stacked .wrap{min-width:0;max-width:none}
.stacked .none{display:none}
.stacked [data-label]::before{content:attr(data-label);display:block;font-size:.8rem;font-weight:400;color:var(--faint)}
.bar .switch legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.claims>li{padding:.8rem}
.wrap{min-width:11rem}
.settings{justify-content:flex-start}
}
@media print{
:root{color-scheme:light}
.bar,.settings,.toc,.controls,.downloads,.tip,.skip{display:none}
.layout{display:block}
details::details-content{content-visibility:visible;display:block}
.scroll{overflow:visible}
h2,h3,summary{break-after:avoid}.chart,.claims>li,tr{break-inside:avoid}
}
`;
