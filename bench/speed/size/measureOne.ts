import 'reflect-metadata';
import { EvermuseApi } from '../../../credentials/EvermuseApi.credentials';
import { runTimed } from '../runTimed';
import { someRecords } from '../someRecords';
import { withExpressionEngine } from '../withExpressionEngine';
import type { SizeContender } from './sizeContenders';
import { itemsOf, sizeContenders } from './sizeContenders';

/** What `measureOne` is told, as JSON. */
export interface OneMeasurement {
	contender: keyof typeof sizeContenders;
	records: number;
	url: string;
	/** Files with the records, and with those to warm up with. */
	files?: { measured: string; warmUp: string };
}

/** How many records each contender first sends, so that what n8n loads then does not count. */
export const WARM_UP_RECORDS = 100;

/** Runs one contender once, in this process alone, and prints as JSON what it took. */
async function main(told: OneMeasurement): Promise<void> {
	const contender: SizeContender = sizeContenders[told.contender];
	const credential = {
		type: new EvermuseApi(),
		data: { baseUrl: told.url, apiKey: 'em_sk_bench' },
	};
	const send = async (count: number, file?: string) => {
		const records = file === undefined ? someRecords(count) : [];
		const chain = await contender.chain(records, told.url);
		return await runTimed(chain, await itemsOf(records, file), credential, { collect: true });
	};
	await withExpressionEngine(async () => {
		await send(WARM_UP_RECORDS, told.files?.warmUp);
		console.log(JSON.stringify(await send(told.records, told.files?.measured)));
	});
}

if (require.main === module) {
	main(JSON.parse(process.argv[2]) as OneMeasurement).catch((error: Error) => {
		console.error(error.stack);
		process.exitCode = 1;
	});
}
