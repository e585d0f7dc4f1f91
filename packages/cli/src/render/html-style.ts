import { DARK, LIGHT } from "./palette.js";

type Colors = typeof LIGHT;

const variables = ({ looks, ...colors }: Colors): string =>
  [
    ...Object.entries(colors).map(([name, color]) => `--${name}:${color}`),
    ...Object.entries(looks).flatMap(([look, { fill, text }]) => [`--${look}:${fill}`, `--on-${look}:${text}`]),
  ].join(";");

/** The page's style. It uses the system's fonts. */
export const STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem;max-width:max-content;min-width:min(100%,60rem);background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{margin:0;font-size:1.6rem}
h2{margin:2.5rem 0 .6rem;font-size:1.15rem}
h3{margin:1.8rem 0 .2rem;font-size:1rem}
p{margin:.3rem 0;max-width:75ch}
.quiet,.path{color:var(--quiet)}
code,.resource{font:13px/1.45 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:break-word}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:.8rem 0;padding:0;list-style:none;font-size:.9rem}
.frame{max-height:85vh;width:max-content;max-width:100%;overflow:auto;border:1px solid var(--line);border-radius:8px}
table{border-collapse:separate;border-spacing:0}
th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;font-weight:400}
thead th{font-weight:600;background:var(--band);border-bottom:1px solid var(--line)}
.plain{border:1px solid var(--line);border-radius:8px;width:100%}
.plain tbody+tbody td,.plain tbody+tbody th,.plain tr+tr td,.plain tr+tr th{border-top:1px solid var(--line)}
.plain td:nth-child(-n+2) code{overflow-wrap:anywhere}
.plain td{min-width:12rem}
.matrix thead th{position:sticky;top:0;z-index:2;vertical-align:bottom;max-width:15rem}
.matrix thead th:first-child{left:0;z-index:3}
.matrix thead small{display:block;font-weight:400;color:var(--quiet)}
.matrix tbody th[scope=row]{position:sticky;left:0;z-index:1;background:var(--page);border-right:1px solid var(--line);min-width:14rem;max-width:34rem;overflow-wrap:anywhere}
.matrix .service th{background:var(--band);border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-weight:600}
.matrix .service span{position:sticky;left:.6rem}
.matrix tbody td{padding:.15rem .2rem;border-right:1px solid var(--band);text-align:center;vertical-align:middle}
.matrix tbody tr:hover>td,.matrix tbody tr:hover>th[scope=row]{background:var(--band)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.unknown{background:repeating-linear-gradient(135deg,transparent 0 5px,var(--line) 5px 6px)}
.mark{display:block;width:100%;min-width:1.9rem;padding:.15rem .4rem;border:0;border-radius:5px;font:inherit;font-size:.85rem;white-space:nowrap}
button.mark{cursor:pointer}
button.mark:hover,button.mark:focus-visible{outline:2px solid var(--text)}
.legend .mark{display:inline-block;width:auto;margin-right:.4rem;text-align:center}
.read{background:var(--read);color:var(--on-read)}
.write{background:var(--write);color:var(--on-write)}
.admin{background:var(--admin);color:var(--on-admin)}
.denied{background:var(--denied);color:var(--on-denied)}
.attached{border:1px solid var(--quiet);color:var(--text)}
.narrow thead th:not(:first-child){font-weight:400;padding:.5rem .1rem;max-width:none;width:2.2rem;text-align:left}
.narrow thead th:not(:first-child)>div{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;margin:0 auto}
.narrow thead small{display:inline}
.narrow tbody td{padding:.1rem}
.narrow tbody th[scope=row]{min-width:20rem}
.narrow .mark{padding:.1rem 0;font-size:.8rem}
[popover]{max-width:min(52rem,94vw);max-height:85vh;overflow:auto;padding:1.2rem 1.5rem;border:1px solid var(--line);border-radius:10px;background:var(--page);color:var(--text);box-shadow:0 8px 40px #0006}
[popover]::backdrop{background:#0005}
[popover] h3{margin-top:0}
[popover] dl{margin:.8rem 0 0;padding-top:.8rem;border-top:1px solid var(--line);display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem}
[popover] dt{color:var(--quiet)}
[popover] dd{margin:0}
@media print{
@page{size:landscape;margin:12mm}
body{padding:0;font-size:11px}
code,.resource{font-size:10px}
.frame{max-height:none;width:auto;overflow:visible;border:0}
.matrix thead th,.matrix tbody th[scope=row]{position:static}
.mark,thead th,.matrix .service th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.narrow thead th:not(:first-child){width:auto;padding:.3rem 0}
.narrow tbody td{padding:1px}
.narrow tbody th[scope=row]{min-width:0;max-width:16rem}
.narrow .mark{min-width:1.35rem;padding:1px 0;font-size:8px}
tr,h2,h3{break-inside:avoid}
h2,h3{break-after:avoid}
}
`;
