import { attempt, isError } from 'lodash';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { ReadParameter } from '../../shared/parameterReader';
import { parameterReader } from '../../shared/parameterReader';
import type { RecordDefaults } from '../logic/applyDefaults';
import { decodeBase64 } from '../logic/file/decodeBase64';
import { FileFault } from '../logic/file/fileFault';
import type { OpenFile, RecordFile } from '../logic/file/readFile';
import type { FileFormat } from '../logic/file/splitFile';
import { defaultsReader } from './readDefaults';

/** How much of a file is read at once, in bytes. */
const CHUNK = 262_144;

const WHERE_FILES_COME_FROM =
	"Files come from nodes such as Read/Write Files from Disk, HTTP Request with the response format File, or Google Drive. Put the name of the field that holds the file into 'Input Binary Field'.";

/** The file of each input item. An item without one has a file that cannot be opened. */
export function readFileForm(context: IExecuteFunctions): RecordFile[] {
	const read = parameterReader(context);
	const readDefaults = defaultsReader(read);
	return context.getInputData().map((_item, itemIndex) => {
		// n8n throws where an expression cannot be worked out. That is this item's fate, not the run's.
		const file = attempt(() => readItem(context, read, readDefaults, itemIndex));
		if (!isError(file)) return file;
		const fault =
			file instanceof FileFault
				? file
				: new FileFault(
						`The file cannot be found, because an expression could not be worked out: ${file.message}`,
					);
		const open = async (): Promise<OpenFile> => {
			throw fault;
		};
		return { itemIndex, format: 'auto', defaults: {}, open };
	});
}

function readItem(
	context: IExecuteFunctions,
	read: ReadParameter,
	readDefaults: (itemIndex: number) => RecordDefaults,
	itemIndex: number,
): RecordFile {
	const name = read<string | IBinaryData>('binaryPropertyName', itemIndex);
	const format = read<FileFormat>('fileFormat', itemIndex);
	const defaults = readDefaults(itemIndex);
	const file = attempt(() => context.helpers.assertBinaryData(itemIndex, name));
	if (isError(file)) throw missing(context, itemIndex, name);
	const { fileName } = file;
	return { itemIndex, fileName, format, defaults, open: async () => await open(context, file) };
}

/** In memory mode, n8n keeps a file in the item, as base64; else an ID stands for it. */
async function open(context: IExecuteFunctions, { id, data }: IBinaryData): Promise<OpenFile> {
	if (!id) return { chunks: toAsync(decodeBase64(data)), close: () => undefined };
	const stream = await context.helpers.getBinaryStream(id, CHUNK);
	const stop = context.getExecutionCancelSignal();
	const close = () => {
		stop?.removeEventListener('abort', close);
		stream.destroy();
	};
	// A source that has stalled would hold up the Stop button.
	stop?.addEventListener('abort', close);
	return { chunks: stream, close };
}

async function* toAsync<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
	yield* values;
}

function missing(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string | IBinaryData,
): FileFault {
	const fields = Object.keys(context.getInputData()[itemIndex].binary ?? {});
	const message =
		fields.length > 0
			? `The item has no file in '${String(name)}', but in ${fields.map((field) => `'${field}'`).join(', ')}`
			: 'The item has no file';
	return new FileFault(message, WHERE_FILES_COME_FROM);
}
