/**
 * The page of a question on a port of this machine, made again whenever a file of its model changes.
 * Each page is made by a process of its own: a model that was imported cannot be forgotten.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';
import { reason } from '../text/system-error.ts';
import { isReadFile } from './question.ts';

export interface ExploreOptions {
  /** Runs chipcast with these words: a program and its first arguments. */
  readonly chipcast: readonly [string, ...string[]];
  /** Of `chipcast run`: the question. */
  readonly words: readonly string[];
  /** Of `chipcast report`. */
  readonly reportWords: readonly string[];
  /** Files, and folders of whose files a change counts. */
  readonly watched: readonly string[];
  /** 0 for any that is free. */
  readonly port: number;
  /** Is told where the page is, once it can be opened. */
  onOpen(address: string): void;
  /** Is told how each making of the page ended; an error as the command line says it. */
  onMade(error: string | undefined): void;
  readonly signal: AbortSignal;
}

/** How the page is; `version` counts those that were made. */
interface State {
  readonly kind: 'working' | 'ready' | 'failed';
  readonly version: number;
  readonly error: string;
}

/** Tells a server from an earlier one on the same port. */
const SERVER = randomUUID();

const LOOK_MS = 400;

/**
 * Serves until the signal comes.
 *
 * @throws UsageError if the port cannot be opened
 */
export async function explore(options: ExploreOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-explore-'));
  const maker = new PageMaker(folder, options);
  const server = createServer((request, response) => answer(maker, request, response));
  try {
    const address = await listening(server, options.port);
    options.onOpen(address);
    maker.make();
    let before = stampOf(options.watched);
    const looking = setInterval(() => {
      const now = stampOf(options.watched);
      if (now !== before) maker.make();
      before = now;
    }, LOOK_MS);
    await aborted(options.signal);
    clearInterval(looking);
  } finally {
    maker.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Only from this machine: what is served may not be meant for others. */
function listening(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new UsageError(
          `port ${port} cannot be opened: ${reason(error)}; choose another --port, or leave it out for a free one`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    );
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

class PageMaker {
  state: State = { kind: 'working', version: 0, error: '' };
  page: string | undefined;
  private made = 0;
  private child: ChildProcess | undefined;
  private readonly listeners = new Set<ServerResponse>();

  constructor(
    private readonly folder: string,
    private readonly options: ExploreOptions,
  ) {}

  /** Makes the page. One that is being made is of an older model, so that is stopped. */
  make(): void {
    this.child?.kill();
    this.become({ ...this.state, kind: 'working' });
    const { words, reportWords } = this.options;
    // A model that was reworded asks the same question, and a run that is there would be taken for it.
    const last = join(this.folder, String(this.made));
    rmSync(last, { recursive: true, force: true, maxRetries: 5 });
    const out = ['--out', join(this.folder, String(++this.made))];
    this.run(['run', ...words, '--quiet', ...out], (run) =>
      this.run(['report', run.trim(), ...reportWords, ...out], (files) => {
        this.page = readFileSync(files.split('\n')[0], 'utf8');
        this.become({ kind: 'ready', version: this.state.version + 1, error: '' });
        this.options.onMade(undefined);
      }),
    );
  }

  private run(words: readonly string[], then: (output: string) => void): void {
    const [program, ...first] = this.options.chipcast;
    const child = spawn(program, [...first, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const said = { output: '', errors: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.errors += text));
    child.on('close', (code) => {
      if (this.child !== child) return;
      this.child = undefined;
      if (code === 0) return then(said.output);
      const error = said.errors.trim();
      this.become({ ...this.state, kind: 'failed', error });
      this.options.onMade(error);
    });
  }

  private become(state: State): void {
    this.state = state;
    for (const listener of this.listeners) listener.write(eventOf(state));
  }

  listen(response: ServerResponse): void {
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
    response.write(eventOf(this.state));
  }

  close(): void {
    const { child } = this;
    this.child = undefined;
    child?.kill();
  }
}

function eventOf(state: State): string {
  return `data: ${JSON.stringify({ ...state, server: SERVER })}\n\n`;
}

const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

function answer(maker: PageMaker, request: IncomingMessage, response: ServerResponse): void {
  const say = (code: number, type: string, body: string, headers: object = {}): void => {
    response.writeHead(code, { ...ALWAYS, 'content-type': type, ...headers }).end(body);
  };
  const refuse = (code: number, why: string): void => say(code, 'text/plain', `${why}\n`);
  // A page of elsewhere whose name was made to lead here asks under that name.
  const { port } = request.socket.address() as AddressInfo;
  const own = ['127.0.0.1', 'localhost'].map((host) => `${host}:${port}`);
  if (!own.includes(request.headers.host ?? ''))
    return refuse(403, `this page is only served at http://${own[0]}/`);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'only GET and HEAD are answered');
  switch (request.url) {
    case '/':
      return say(200, 'text/html; charset=utf-8', SHELL, { 'content-security-policy': POLICY });
    case '/page':
      if (maker.page === undefined) return refuse(404, 'the page is not ready yet');
      return say(200, 'text/html; charset=utf-8', maker.page, {
        'content-security-policy': "frame-ancestors 'self'",
      });
    case '/changes':
      response.writeHead(200, { ...ALWAYS, 'content-type': 'text/event-stream' });
      return maker.listen(response);
    default:
      return refuse(404, 'not found: the page is at /');
  }
}

/** The page stands in a frame, as it is; around it is what tells of changes and of errors. */
const SCRIPT = `
const frame = document.querySelector('iframe');
const said = document.querySelector('[role=status]');
const wrong = document.querySelector('[role=alert]');
let shown = 0;
let run = '';
frame.addEventListener('load', () => {
  const title = frame.contentDocument.title;
  if (title !== '') document.title = title;
});
const tell = ({ kind, version, error, server }) => {
  // Versions are counted by a server: another one on the same port begins anew.
  if (run !== '' && run !== server) {
    history.replaceState(null, '', frame.contentWindow.location.hash || ' ');
    return location.reload();
  }
  run = server;
  said.textContent = kind === 'working' ? 'Computing …' : '';
  wrong.hidden = kind !== 'failed';
  wrong.textContent = error;
  if (version <= shown) return;
  // The hash of the page is the question of its sliders: it stays.
  if (shown === 0) frame.src = '/page' + location.hash;
  else frame.contentWindow.location.reload();
  shown = version;
};
const changes = new EventSource('/changes');
changes.onmessage = ({ data }) => tell(JSON.parse(data));
// The browser goes on asking, so that the page is back when the command is.
changes.onerror = () => { said.textContent = 'chipcast explore has stopped. The page comes back when it is started again.'; };
`;

const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  "frame-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>chipcast explore</title>
<style>
:root{color-scheme:light dark}
body{margin:0;height:100vh;display:flex;flex-direction:column;font:15px/1.5 system-ui,sans-serif}
iframe{border:0;flex:1;width:100%}
p{margin:0;padding:6px 16px}p:empty{display:none}
pre{margin:0;padding:12px 16px;max-height:50vh;overflow:auto;white-space:pre-wrap;border-bottom:3px solid #c8553d;background:light-dark(#fdf1ee,#3a2520);color:light-dark(#1c2429,#f3ece9)}
pre[hidden]{display:none}
</style>
</head>
<body>
<p role="status"></p>
<pre role="alert" tabindex="0" hidden></pre>
<iframe title="The page of the forecast"></iframe>
<script>${SCRIPT}</script>
</body>
</html>
`;

/** A folder of a model has fewer files; more are not looked at. */
const MOST_FILES = 2000;
const DEEPEST = 4;

/** What changes when a file does, is added or goes. */
function stampOf(watched: readonly string[]): string {
  const stamps: string[] = [];
  const look = (path: string, depth: number): void => {
    if (stamps.length >= MOST_FILES) return;
    try {
      const found = statSync(path);
      if (found.isFile()) stamps.push(`${path} ${found.mtimeMs} ${found.size}`);
      else if (found.isDirectory() && depth < DEEPEST)
        for (const { name } of readdirSync(path, { withFileTypes: true }))
          if (isRead(name)) look(join(path, name), depth + 1);
    } catch {
      // It went between two looks: the next one tells.
    }
  };
  for (const path of watched) look(path, 0);
  return stamps.join('\n');
}

/** Folders have no ending; those of packages and of runs are no model's. */
function isRead(name: string): boolean {
  if (name.startsWith('.') || ['node_modules', 'dist', 'out'].includes(name)) return false;
  return extname(name) === '' || isReadFile(name);
}
