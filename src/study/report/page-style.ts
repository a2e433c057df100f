import { ink } from '../figures/figure-theme.ts';

/** Lighter forms of the models' colours: legible on the dark page, told apart as well as the printed ones. */
const darkColours: Readonly<Record<string, string>> = {
  [ink.text]: '#e6edf3',
  [ink.faint]: '#9aa4af',
  [ink.grid]: '#2b323b',
  [ink.frame]: '#6e7781',
  [ink.paper]: '#161b22',
  '#0072b2': '#58b4ea',
  '#d55e00': '#ff9550',
  '#009e73': '#35cfa2',
  '#a65a8c': '#dd9cc6',
  '#6b6b6b': '#b5b5b5',
};

const darkFigures = Object.entries(darkColours)
  .flatMap(([light, dark]) => [
    `.figure svg [fill="${light}"]{fill:${dark}}`,
    `.figure svg [stroke="${light}"]{stroke:${dark}}`,
  ])
  .join('\n');

/** The page's style sheet. Nothing in it is loaded from elsewhere. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fff;--card:#f6f8fa;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--link:#0969da;
--tint:#0072b2;--good:#1a7f37;--bad:#b35900;--open:#59636e}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.4rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.75rem 0 .5rem}
p,li{max-width:46rem}
.lead{font-size:1.1rem}
.faint,figcaption,caption{color:var(--faint)}
a{color:var(--link)}
code{font:.86em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;padding:0;margin:1rem 0 0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0}
.facts div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
.facts dt{font-size:.82rem;color:var(--faint)}
.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.75rem 0 1.25rem;max-width:100%}
.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left;font-size:.9rem;padding-bottom:.4rem;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
thead th{vertical-align:bottom;font-weight:600}
tbody th,th.text,td.text{text-align:left;font-weight:600;white-space:nowrap}
td.text{font-weight:400}
td.cell{padding:.3rem .38rem;background:color-mix(in srgb,var(--tint) calc(var(--share)*38%),transparent)}
td small{display:block;color:var(--ink);opacity:.8;font-size:.74rem;letter-spacing:-.01em}
th[scope=row]{position:sticky;left:0;background:var(--paper)}
.claims{display:grid;gap:1rem;padding:0;margin:1rem 0;list-style:none}
.claims>li{max-width:none;border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;background:var(--card)}
.claims h3{margin:0 0 .6rem}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem 1.5rem}
.sides p{margin:0 0 .3rem}
.sides ul{margin:.2rem 0 0;padding-left:1.1rem;font-size:.92rem}
.sides li{margin-bottom:.25rem}
.verdict{display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.86rem;font-weight:600}
.confirmed{color:var(--good)}.refuted{color:var(--bad)}.undecided{color:var(--open)}
.rule{font-size:.88rem;color:var(--faint);margin:.7rem 0 0}
.switch{position:sticky;top:0;z-index:2;border:0;margin:1rem -0.5rem;padding:.5rem;background:var(--paper);display:none;gap:.4rem;flex-wrap:wrap;align-items:center}
@supports selector(:has(*)){.switch{display:flex}
body:has(#threat-transfer:checked) .threat-direct,body:has(#threat-direct:checked) .threat-transfer{display:none}}
.switch+section h2{margin-top:.5rem;border-top:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.switch legend{float:left;padding:0;margin-right:.4rem;color:var(--faint)}
.switch label{border:1px solid var(--line);border-radius:1rem;padding:.15rem .8rem;cursor:pointer}
.switch input{position:absolute;opacity:0;width:1px;height:1px}
.switch input:checked+label{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.switch input:focus-visible+label{outline:2px solid var(--link);outline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1.5rem;margin-bottom:1.5rem}
.figure{margin:0;min-width:0}
.figure svg{display:block;width:100%;height:auto;max-width:36rem}
.figure .narrow{display:none}
figcaption{font-size:.9rem;max-width:36rem;margin-top:.3rem}
.gallery img{image-rendering:pixelated;width:48px;height:48px;display:inline-block;margin:0 1px;border:1px solid var(--line)}
.gallery td{text-align:center;padding:.3rem;white-space:nowrap}
.gallery .took{display:inline-block;width:50px;font-size:.85rem;color:var(--faint)}
.gallery .fooled{color:var(--bad);font-weight:700}
details{margin:.6rem 0}
summary{cursor:pointer;font-weight:600}
dl.plain{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
footer{color:var(--faint);font-size:.9rem;padding-top:2rem;padding-bottom:3rem}
@media (max-width:34rem){.figure .wide{display:none}.figure .narrow{display:block}
main,header,footer{padding-left:1rem;padding-right:1rem}h2{margin-top:2.25rem}}
@media (prefers-color-scheme:dark){
:root{--paper:#0d1117;--card:#161b22;--ink:#e6edf3;--faint:#9aa4af;--line:#30363d;--link:#6cb6ff;--tint:#58b4ea;--good:#56d364;--bad:#ff9550;--open:#9aa4af}
${darkFigures}
.figure svg{border-radius:.5rem}
}
@media print{.switch{display:none}details::details-content{content-visibility:visible}h2{break-after:avoid}.figure{break-inside:avoid}}
`;
