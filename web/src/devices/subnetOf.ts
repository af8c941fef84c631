/** The network of those terminals that are here, as a first guess of where others are. Pure. */
export function subnetOf(hosts: readonly (string | null)[]): string | null {
  for (const host of hosts) {
    const [, network] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(host ?? '') ?? [];
    if (network !== undefined) return `${network}.0/24`;
  }
  return null;
}
