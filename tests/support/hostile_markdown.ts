/** What people have written into readmes to run a script on the reader's page, or to hold the server up. */
export const HOSTILE_MARKDOWN = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<style>*{display:none}</style><div style="position:fixed">x</div>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="https://evil.example"><input name=a></form>',
  '<!-- --><script>alert(1)</script><!-- -->',
  '</div></div></main><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](%6aavascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](data:image/svg+xml,<svg onload=alert(1)>)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example/x)',
  '[x](https://a.example/" onmouseover="alert(1))',
  '[x](https://a.example "title" onclick="alert(1)")',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<https://a.example/"onmouseover=alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.gif)',
  '![" onerror="alert(1)](https://a.example/x.svg)',
  '[![x](https://a.example/b.svg)](https://a.example)',
  '![[x](javascript:alert(1))](https://a.example/x.png)',
  '[[[x](javascript:alert(1))](https://a.example)](https://b.example)',
  '```" onload="alert(1)\n<script>alert(1)</script>\n```',
  '```js class="r-shop"\nx\n```',
  '`<script>alert(1)</script>`',
  '| a | b |\n|:-:|--:|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |',
  '# <img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#x3c;img src=x onerror=alert(1)&#x3e;',
  '\u202Egnp.exe\u202C {{ 7 * 7 }} @if(true) {{{ process.env }}}',
]

const SIZE = 65_536
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)

/** Each as large as a readme may be: what parsers of Markdown have been slow at. */
export const HEAVY_MARKDOWN = [
  ...['[', '![', '*', '**a ', '_a', '`', '~', '>', '> - ', '* a\n  ', '<', '<!--', '&', '(', '\\', '|', '|-', '# ', '- '].map(fill),
  ...['[a](', '[a](<b', '![a][', '[a]: b\n', '"', "'", '$', '`a``', 'https://a.', 'a@b.', '*_', '[]()', '\t', '\n>', '1) ', '***a'].map(
    fill
  ),
  `${fill('[a]').slice(0, 60_000)}\n\n[a]: https://a.example/${'b'.repeat(470)}`,
  `${'a|'.repeat(2_000)}\n${'-|'.repeat(2_000)}\n${'a|\n'.repeat(15_000)}`.slice(0, SIZE),
  ...['![]()', '![a](https://a.b)', '[![a](https://a.b)](https://c.d)', 'a\n', 'a|b\n-|-\n'].map(fill),
  `|a|b|c|\n|-|-|-|\n${fill('|x|y|z|\n')}`.slice(0, SIZE),
  `[${fill('![a](https://a.b)').slice(0, 65_000)}](https://c.d)`,
  `${'['.repeat(20_000)}a${']'.repeat(20_000)}`,
  `${'*a **b '.repeat(9_000)}`.slice(0, SIZE),
]
