import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  build: { outDir: '../dist/web', emptyOutDir: true },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
