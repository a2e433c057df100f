/** The page's style sheet; nothing is loaded from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--card:#f6f8fa;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;
--differs:#b35900;--same:#1a7f37;--unknown:#8250df}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--card:#161b22;--ink:#e6edf3;--faint:#9aa4af;--line:#30363d;
--differs:#ff9550;--same:#56d364;--unknown:#d2a8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.2rem;margin:2.25rem 0 .25rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.25rem 0 .25rem;overflow-wrap:anywhere}
p{margin:.35rem 0;overflow-wrap:anywhere}
code,.id{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.faint,caption{color:var(--faint);font-size:.9rem}
.sides{display:grid;grid-template-columns:max-content 1fr;gap:.2rem .9rem;margin:0 0 1rem}
.sides dt{font-weight:600}.sides dd{margin:0;overflow-wrap:anywhere}
.verdict{display:inline-block;border:1.5px solid;border-radius:1rem;padding:0 .6rem;font-size:.85rem;font-weight:600}
.differs,.added,.removed{color:var(--differs)}.same-bytes,.within-tolerance{color:var(--same)}.unknown{color:var(--unknown)}
.file{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;margin:.6rem 0}
.scroll{overflow-x:auto;max-width:100%}
.scroll:focus-visible{outline:2px solid var(--ink)}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;margin:.5rem 0}
th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:600}th:first-child,td:first-child,.text{text-align:left}
td:first-child{white-space:normal;overflow-wrap:anywhere;min-width:8.5rem;max-width:26rem}
.file h3{margin-top:0}
caption{text-align:left;padding-bottom:.25rem}
tr.close td{color:var(--faint)}
.images{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1rem;margin:.5rem 0}
figure{margin:0;min-width:0}
figure img{display:block;max-width:100%;height:auto;background:#fff;border:1px solid var(--line)}
figcaption{font-size:.85rem;color:var(--faint)}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--faint)}
ul{margin:.3rem 0;padding-left:1.2rem}
@media (max-width:34rem){main{padding:1rem .8rem 3rem}h1{font-size:1.3rem}}
`;
