/** Something that is measured, and what to call it. */
export interface Contender<Took> {
	name: string;
	run(): Promise<Took>;
}

/**
 * Runs the contenders in turns, A B A B, so that whatever else the machine does meets all of them.
 *
 * @param runs how often each of them counts
 * @param warmUps how often each of them runs before
 * @returns what each of them took, in their order
 */
export async function inTurns<Took>(
	contenders: ReadonlyArray<Contender<Took>>,
	runs: number,
	{ warmUps = 1 } = {},
): Promise<Took[][]> {
	for (let turn = 0; turn < warmUps; turn++) for (const { run } of contenders) await run();
	const took: Took[][] = contenders.map(() => []);
	for (let turn = 0; turn < runs; turn++) {
		for (const [index, { name, run }] of contenders.entries()) {
			process.stderr.write(`  run ${turn + 1} of ${runs}: ${name}\n`);
			took[index].push(await run());
		}
	}
	return took;
}
