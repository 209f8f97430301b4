/** Time runs down, so an arrow slopes. It begins and ends at the lanes, whatever their distance. */
export function ArrowLine({ way }: { way: 'there' | 'back' }) {
  const [from, to] = way === 'there' ? ['0', '100%'] : ['100%', '0'];
  return (
    <svg className="arrow" aria-hidden="true">
      <line x1={from} y1="20%" x2={to} y2="80%" markerEnd="url(#arrowhead)" />
    </svg>
  );
}
