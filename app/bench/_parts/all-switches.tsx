import { Button } from '@/app/_ui/button';
import { GROUPS } from '../switches/switch';
import { switches } from '../switches/switches';
import { ActionForm } from './action-form';
import { SwitchField, type SwitchFieldProps } from './switch-field';

/** Every switch with what it leads to; those that mean nothing under this mechanism are greyed, and say why. */
export function AllSwitches({ policy, stores }: Pick<SwitchFieldProps, 'policy' | 'stores'>) {
  return (
    <details className="policy-all">
      <summary>All {switches.length} switches</summary>
      <ActionForm does="policy" label="All switches">
        {GROUPS.map((group) => (
          <fieldset key={group}>
            <legend>{group}</legend>
            <div className="policy-group">
              {switches
                .filter((one) => one.group === group)
                .map((one) => (
                  <SwitchField
                    key={one.name}
                    id={`all-${one.name}`}
                    one={one}
                    policy={policy}
                    stores={stores}
                    explained
                  />
                ))}
            </div>
          </fieldset>
        ))}
        <Button main>Apply these switches</Button>
      </ActionForm>
    </details>
  );
}
