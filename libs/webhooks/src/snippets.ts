import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../snippets');

/** Programs that check the signature of a delivery, and how each is run. Body on standard input, headers in the environment. */
export const SNIPPETS = [
  { language: 'Bash, OpenSSL', file: 'verify.sh', command: ['bash'] },
  { language: 'Node.js', file: 'verify.mjs', command: ['node'] },
  { language: 'PHP', file: 'verify.php', command: ['php'] },
  { language: 'Python', file: 'verify.py', command: ['python3'] },
  { language: 'Go', file: 'verify.go', command: ['go', 'run'] },
  { language: 'Java', file: 'Verify.java', command: ['java'] },
] as const;

/** Whole receivers: each answers the challenge, checks signatures and takes each event once. */
export const RECEIVERS = [
  {
    language: 'Node.js',
    file: 'receiver.mjs',
    start: ['npm install standardwebhooks', 'WEBHOOK_SECRET=whsec_… PORT=4000 node receiver.mjs'],
  },
  { language: 'Python', file: 'receiver.py', start: ['WEBHOOK_SECRET=whsec_… PORT=4000 python3 receiver.py'] },
] as const;

export const snippetPath = ({ file }: { file: string }): string => join(FOLDER, file);

export const snippetText = (snippet: { file: string }): string => readFileSync(snippetPath(snippet), 'utf8');
