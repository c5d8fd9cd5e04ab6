/** What a local service received and stored. */
export async function readLedger<Ledger>(service: string): Promise<Ledger> {
	return (await (await fetch(`${service}/sandbox/ledger`)).json()) as Ledger;
}

/** Makes a local service as it was at the start. */
export async function reset(service: string): Promise<void> {
	await fetch(`${service}/sandbox/reset`, { method: 'POST' });
}
