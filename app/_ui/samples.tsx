type ThemeName = 'system' | 'light' | 'dark' | 'sepia' | 'contrast';
type SizeName = 'small' | 'medium' | 'large' | 'x-large';

/** A scrap of paper in another theme. */
export function ThemeSample({ theme }: { theme: ThemeName }) {
  return (
    <span className="sample sample-theme" data-theme={theme}>
      Aa
      <i />
      <i />
    </span>
  );
}

/** Two letters in another size. */
export function SizeSample({ size }: { size: SizeName }) {
  return (
    <span className="sample sample-size">
      <span data-font-size={size}>Aa</span>
    </span>
  );
}
