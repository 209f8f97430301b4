import { networkInterfaces } from 'node:os';

export const NO_SUCH_NETWORK = 'This machine has no network with both kinds of address.';

/** The IPv4 and the IPv6 address of this machine in its first network that has both, as they stand in a URL. */
export function outerAddresses(): [string, string] | null {
  for (const addresses of Object.values(networkInterfaces())) {
    const outer = addresses?.filter(({ internal, address }) => !internal && !address.startsWith('fe80')) ?? [];
    const four = outer.find(({ family }) => family === 'IPv4');
    const six = outer.find(({ family }) => family === 'IPv6');
    if (four && six) return [four.address, `[${six.address}]`];
  }
  return null;
}
