/** The style of the status page: one column on a phone, light or dark as the reader's system is. */

export const STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--dim:#57606a;--page:#f6f8fa;--card:#fff;--line:#d0d7de;--good:#116329;--bad:#a40e26;--link:#0550ae}
@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--dim:#9da7b3;--page:#0d1117;--card:#161b22;--line:#30363d;--good:#56d364;--bad:#ff7b72;--link:#79c0ff}}
*{box-sizing:border-box}
body{margin:0;padding:1rem;font:16px/1.45 system-ui,sans-serif;color:var(--text);background:var(--page);overflow-wrap:anywhere}
body>*{max-width:72rem;margin-inline:auto}
h1{font-size:1.4rem;margin:0}
h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
h3{font-size:1rem;margin:0;display:inline}
p{margin:.25rem 0}
a{color:var(--link)}
.dim{color:var(--dim)}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr))}
.card,.notice{background:var(--card);border:1px solid var(--line);border-left:.3rem solid var(--line);border-radius:.4rem;padding:.75rem}
.card.up{border-left-color:var(--good)}
.card.down,.notice{border-left-color:var(--bad)}
.state{font-weight:600;float:right}
.up .state{color:var(--good)}
.down .state,.error,.notice h2{color:var(--bad)}
.notice{margin-top:1rem}
.notice h2{margin:0}
.chart{display:block;width:100%;height:40px;margin:.5rem 0;border-bottom:1px solid var(--line)}
.good{fill:var(--good)}
.bad{fill:var(--bad)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem;margin:0}
dt{color:var(--dim)}
dd{margin:0}
code{font-size:.9em}
table{border-collapse:collapse;width:100%;background:var(--card);overflow-wrap:break-word}
th,td{text-align:left;padding:.35rem .6rem;border:1px solid var(--line);vertical-align:top}
td.number{text-align:right;white-space:nowrap}
.wide{overflow-x:auto}
button{font:inherit;padding:.1rem .6rem}
`
