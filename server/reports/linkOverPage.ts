import { errors } from '../errors.ts';

/** For who opens an old link in a browser: whichever language they read. Nothing else of the page is loaded. */
export const linkOverPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Whereabouts</title></head>
<body>
<h1>Whereabouts</h1>
<p>${errors.LINK_OVER.text}</p>
<p lang="id">Laporan ini tidak dapat dibuka: tautannya sudah kedaluwarsa atau tidak pernah berlaku. Minta yang baru, atau masuk dan buka Laporan.</p>
<p><a href="/">Sign in · Masuk</a></p>
</body>
</html>
`;
