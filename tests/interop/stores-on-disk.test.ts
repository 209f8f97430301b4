import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closeStores } from '@/lib/shop/stores/open-store';
import { StoreUnavailable } from '@/lib/shop/stores/store';
import { keyFor } from './numbered-session';
import { clock, keysOf, newBench, open, settings, someSession } from './store-bench';

describe('files', () => {
  async function benchWithOneSession() {
    const bench = newBench();
    const store = await open('file', bench);
    await store.set(keyFor('good'), someSession());
    return { store, place: join(settings.BENCH_DATA, 'files', bench) };
  }

  test('what is torn, foreign or left over counts as absent, and is swept', async () => {
    const { store, place } = await benchWithOneSession();
    const whole = readFileSync(join(place, `${keyFor('good')}.json`), 'utf8');
    const write = (name: string, text: string) => writeFileSync(join(place, name), text);
    write(`${keyFor('torn')}.json`, whole.slice(0, -9));
    write(`${keyFor('empty')}.json`, '');
    write(`${keyFor('foreign')}.json`, '{"user":"admin"}');
    write(`${keyFor('null')}.json`, 'null');
    write(`${keyFor('left over')}.json.0a1b2c3d4e5f`, whole);
    write('notes.txt', 'mine');
    mkdirSync(join(place, `${keyFor('folder')}.json`));
    for (const id of ['torn', 'empty', 'foreign', 'null', 'left over', 'folder']) {
      expect(await store.get(keyFor(id)), id).toBeNull();
    }
    expect(await keysOf(store)).toEqual([keyFor('good')]);
    expect(await store.sweep(clock.time)).toBe(0);
    expect(readdirSync(place)).toEqual([`${keyFor('good')}.json`]);
  });

  test('a torn session can be written anew', async () => {
    const { store, place } = await benchWithOneSession();
    writeFileSync(join(place, `${keyFor('good')}.json`), '{"state":');
    await store.set(keyFor('good'), someSession());
    expect(await store.get(keyFor('good'))).toEqual(someSession());
  });

  test('what a file says beyond a state is dropped', async () => {
    const { store, place } = await benchWithOneSession();
    const state = { user: 'ada', role: 'god', isAdmin: true };
    writeFileSync(join(place, `${keyFor('good')}.json`), JSON.stringify({ ...someSession(), state, more: 1 }));
    expect(await store.get(keyFor('good'))).toEqual(someSession({ state: { user: 'ada' } }));
  });

  test('clear takes the folder away', async () => {
    const { store, place } = await benchWithOneSession();
    await store.clear();
    expect(() => readdirSync(place)).toThrow('ENOENT');
  });

  test('a key that is a path names no file', async () => {
    const { store } = await benchWithOneSession();
    await expect(store.get(`../${keyFor('good')}`)).rejects.toThrow(RangeError);
    await expect(store.set('../../x', someSession())).rejects.toThrow(RangeError);
  });

  test('a disk that cannot be written to makes the store unavailable', async () => {
    const bench = newBench();
    const store = await open('file', bench);
    writeFileSync(join(settings.BENCH_DATA, 'files', bench), 'a file where the folder should be');
    await expect(store.set(keyFor('a'), someSession())).rejects.toThrow(StoreUnavailable);
    rmSync(join(settings.BENCH_DATA, 'files', bench));
  });
});

describe('LevelDB', () => {
  const place = join(settings.BENCH_DATA, 'level');

  test('in another process is said to be there', async () => {
    await closeStores();
    const program = `
      const { ClassicLevel } = require('classic-level');
      new ClassicLevel(process.argv[1]).open().then(() => console.log('open'));
      setInterval(() => {}, 1000);`;
    mkdirSync(place, { recursive: true });
    const other = spawn(process.execPath, ['-e', program, place], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    const store = await open('level', newBench());
    await expect(store.get(keyFor('a'))).rejects.toThrow(/^Another process has the LevelDB open/);
    await expect(store.get(keyFor('a'))).rejects.toBeInstanceOf(StoreUnavailable);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await store.get(keyFor('a'))).toBeNull();
  });

  test('that is damaged is repaired', async () => {
    const store = await open('level', newBench());
    await store.set(keyFor('a'), someSession());
    await closeStores();
    const manifest = readdirSync(place).find((name) => name.startsWith('MANIFEST'));
    writeFileSync(join(place, manifest as string), 'damage '.repeat(50));
    await store.set(keyFor('b'), someSession());
    expect(await store.get(keyFor('b'))).toEqual(someSession());
  });
});
