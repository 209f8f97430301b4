/** Where the same cookies stand in the reader's own browser. */
export function FindInTools() {
  return (
    <details className="fold">
      <summary>Find this in your F12</summary>
      <ul className="small">
        <li>Chrome, Edge: F12, Application, Storage, Cookies, then the shop’s address.</li>
        <li>Firefox: F12, Storage, Cookies, then the shop’s address.</li>
        <li>Safari: Develop, Show Web Inspector, Storage, Cookies.</li>
      </ul>
    </details>
  );
}
