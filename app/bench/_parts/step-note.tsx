import { Glyph } from '@/app/_ui/glyphs';
import { isRefusal, sentenceOf } from '@/lib/wire/sentence';
import { shortened } from '@/lib/wire/shortened';
import type { Step } from '@/lib/wire/step';

/** What the server did, hanging left of its lane; a refusal is the ink box. */
export function StepNote({ step }: { step: Step }) {
  const sentence = sentenceOf(step);
  return (
    <li className="at" data-actor="server">
      <Comparison step={step} />
      {isRefusal(step) ? (
        <p className="refusal">
          <Glyph name="no" />
          <span className="title">{sentence}</span>
        </p>
      ) : (
        <p>{sentence}</p>
      )}
      <WhatWasRead step={step} />
    </li>
  );
}

/** Shortened: in full the right signature would be the forgery. */
function Comparison({ step }: { step: Step }) {
  if (step.kind !== 'signature-differs') return null;
  return (
    <dl className="cmp">
      <dt>it came with</dt>
      <dd>{shortened(step.given)}</dd>
      <dt>with the secret it would be</dt>
      <dd>{shortened(step.expected)}</dd>
    </dl>
  );
}

function WhatWasRead({ step }: { step: Step }) {
  if (step.kind !== 'read-plain' && step.kind !== 'signature-matches' && step.kind !== 'seal-opened') return null;
  return (
    <p>
      <code>{shortened(JSON.stringify(step.state) ?? '', 60, 20)}</code>
    </p>
  );
}
