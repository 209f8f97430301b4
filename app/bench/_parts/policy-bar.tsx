import type { SessionPolicy } from '@/lib/shop/policy';
import { policySentence } from '../policy-sentence';
import { firstSwitches, switches, whatWillDiffer } from '../switches/switches';
import { ActionForm } from './action-form';
import { AllSwitches } from './all-switches';
import { ApplyButton } from './apply-button';
import { PresetField } from './preset-field';
import { SwitchField, type SwitchFieldProps } from './switch-field';
import { Told } from './told';

type PolicyBarProps = Pick<SwitchFieldProps, 'policy' | 'stores'> & {
  preset: string;
  changed: boolean;
  presets: { id: string; title: string }[];
  /** The policy before the last change: what differs from it is said. */
  before?: SessionPolicy | undefined;
  /** Only these switches, and no door to the others. */
  only?: string[] | undefined;
};

/** The switches that matter most, what the policy is in one sentence, and the door to all other switches. */
export function PolicyBar({ policy, stores, preset, changed, presets, before, only }: PolicyBarProps) {
  const names = only ?? firstSwitches(policy);
  const shown = names.flatMap((name) => switches.find((one) => one.name === name) ?? []);
  const differences = before ? whatWillDiffer(before, policy) : [];
  return (
    <section className="policy" aria-label="Policy">
      <ActionForm does="policy" className="policy-first" label="First switches">
        {!only && <PresetField preset={preset} changed={changed} presets={presets} />}
        {shown.map((one) => (
          <SwitchField key={one.name} id={`first-${one.name}`} one={one} policy={policy} stores={stores} immediate />
        ))}
        <ApplyButton />
      </ActionForm>
      {!only && <AllSwitches policy={policy} stores={stores} />}
      <p className="policy-say">
        <Told text={policySentence(policy)} />
      </p>
      {differences.length > 0 && (
        <ul className="policy-differs" aria-label="What the last change of the policy changes">
          {differences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
