type CheckProps = { name: string; label: string; value?: string; checked?: boolean; disabled?: boolean };

/** Yes or no. */
export function Check({ name, label, value = 'yes', checked, disabled }: CheckProps) {
  return (
    <label className="choice check">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} disabled={disabled} />
      <span>{label}</span>
    </label>
  );
}
