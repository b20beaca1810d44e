import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

// Plain file names: the server puts the hash into the name under which it serves a file, as it does for the stylesheet.
export default defineConfig({
  root: here,
  build: {
    outDir: fileURLToPath(new URL('../../../dist/islands', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    rollupOptions: { input: [`${here}/desk.ts`, `${here}/owner.ts`], output: { entryFileNames: '[name].js' } },
  },
});
