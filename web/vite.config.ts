import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [faceGuideFiles()],
  build: { outDir: '../dist/web', emptyOutDir: true },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});

/** What the guided webcam fetches when it is opened: networks and WebAssembly out of installed packages, served by our own server. */
function faceGuideFiles(): Plugin {
  const files = guideFiles();
  return {
    name: 'face-guide-files',
    generateBundle() {
      for (const [name, path] of files)
        this.emitFile({ type: 'asset', fileName: `human/${name}`, source: readFileSync(path) });
    },
    configureServer({ middlewares }) {
      middlewares.use('/human', (request, response, next) => {
        const path = files.get((request.url ?? '').slice(1));
        if (path === undefined) return next();
        if (path.endsWith('.wasm')) response.setHeader('content-type', 'application/wasm');
        response.end(readFileSync(path));
      });
    },
  };
}

function guideFiles(): Map<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const models = join(dirname(resolve('@vladmandic/human')), '../models');
  const wasm = dirname(resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  return new Map([
    ...['blazeface.json', 'blazeface.bin', 'facemesh.json', 'facemesh.bin'].map(
      (name) => [name, join(models, name)] as const,
    ),
    ...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map(
      (name) => [name, join(wasm, name)] as const,
    ),
  ]);
}
