import { availableParallelism, loadavg } from 'node:os';
import { attacksAtOnce } from './attacks-at-once.ts';
import { benchesAtOnce } from './benches-at-once.ts';
import { chapterPaint } from './chapter-paint.ts';
import { type Measurement, table } from './figures.ts';
import { firstLoad } from './first-load.ts';
import { grid } from './grid.ts';
import { loginLoad } from './login-load.ts';
import { mechanismCosts } from './mechanism-costs.ts';
import { profileSpeed } from './profile-speed.ts';
import { restart } from './restart.ts';

/** Measures one thing after the other, or only those that are named: `npm run bench -- profile-speed restart`. */
const MEASUREMENTS: Record<string, () => Promise<Measurement>> = {
  'profile-speed': profileSpeed,
  'login-load': loginLoad,
  'first-load': firstLoad,
  'chapter-paint': chapterPaint,
  restart,
  'benches-at-once': benchesAtOnce,
  'attacks-at-once': attacksAtOnce,
  'mechanism-costs': mechanismCosts,
  grid,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}, only ${Object.keys(MEASUREMENTS).join(', ')}.`);
  process.exit(1);
}

console.log(
  `${availableParallelism()} cores, Node ${process.version}; load before: ${loadavg()[0]?.toFixed(1)} (above 0.5, figures that are no ratios count for little)\n`,
);
const done: Measurement[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  done.push(await measure());
}
console.log(table(done));
