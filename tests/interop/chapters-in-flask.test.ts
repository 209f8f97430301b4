import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { testWith } from '../harness/test-with.ts';

/** The Flask code that the chapters show runs, and holds what it is shown for. */

const testWithFlask = testWith('python3-flask');

describe('each chapter in Flask', () => {
  for (const slug of readdirSync('app/learn').filter((name) => /^\d\d-/.test(name))) {
    testWithFlask(slug, (python) => {
      const said = execFileSync(python, [`app/learn/${slug}/in_flask.py`], { encoding: 'utf8' });
      expect(said.trim()).toMatch(/^\S.*[.]$/);
    });
  }
});
