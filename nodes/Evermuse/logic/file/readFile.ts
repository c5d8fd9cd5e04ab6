import type { Brake } from '../../../shared/logic/brake';
import type { FailedItem, Origin } from '../../../shared/logic/itemResult';
import { failureOf } from '../../../shared/logic/readReply';
import type { Failure } from '../../../shared/logic/reply';
import { EVERMUSE } from '../../advice';
import type { RecordDefaults } from '../applyDefaults';
import type { WrittenRecord } from '../batch';
import { maxRecordBytes } from '../batch';
import type { RecordReading } from '../examineRecord';
import { fail, originOf } from '../recordFate';
import { FileFault } from './fileFault';
import type { Piece } from './piece';
import { readPiece } from './readPiece';
import type { FileFormat } from './splitFile';
import { splitFile } from './splitFile';

/** A file of records, not opened yet. */
export interface RecordFile {
	itemIndex: number;
	fileName?: string;
	format: FileFormat;
	/** What is filled in where a record lacks it. */
	defaults: RecordDefaults;
	/** @throws FileFault if there is none */
	open: () => Promise<OpenFile>;
}

export interface OpenFile {
	chunks: AsyncIterable<Buffer>;
	close: () => void;
}

export interface FileReading extends RecordReading {
	/** Ends the reading, too. */
	brake: Brake;
	/** Lets others have their turn, if it is time for that. */
	giveWay: () => Promise<void> | undefined;
}

export type FileOutcome =
	| { written: WrittenRecord }
	/**
	 * A record that is not sent; or, standing for none and last of all, where and why the file was not
	 * read on.
	 */
	| { failed: FailedItem };

/** The records of a file, one by one as they are read, each with where it stands. Never throws. */
export async function* readFile(
	file: RecordFile,
	{ brake, giveWay, ...reading }: FileReading,
): AsyncGenerator<FileOutcome> {
	const start = placeIn(file);
	let place = start;
	let opened: OpenFile | undefined;
	let fault: unknown;
	let isLeft = brake.isOn();
	try {
		opened = isLeft ? undefined : await file.open();
		const pieces = opened
			? splitFile(opened.chunks, file.format, maxRecordBytes(reading.limits))
			: [];
		for await (const piece of pieces) {
			place = placeIn(file, piece);
			isLeft = brake.isOn();
			if (isLeft) break;
			const read = readPiece(piece, place, file.defaults, reading);
			yield 'ok' in read ? { failed: read } : { written: read };
			place = placeIn(file, { index: piece.index + 1, line: piece.line && piece.line + 1 });
			const turn = giveWay();
			if (turn) await turn;
		}
		if (place === start && !isLeft) throw new FileFault('The file holds no record');
	} catch (error) {
		fault = error;
	} finally {
		opened?.close();
	}
	if (brake.isOn() && (isLeft || fault)) yield endAt(place, restOf(brake, file));
	else if (fault) yield endAt(place, unreadable(fault));
}

const endAt = (place: Origin, failure: Failure): FileOutcome => ({
	failed: { ...fail(place, failure), count: 0 },
});

const placeIn = (
	{ itemIndex, fileName }: RecordFile,
	{ index: recordIndex, line }: Partial<Piece> = {},
): Origin => originOf({ itemIndex, recordIndex, line, fileName });

/** The fate of what was not read any more, because of what happened before or elsewhere. */
function restOf(brake: Brake, { itemIndex }: RecordFile): Failure {
	const { failure } = brake.notBegun(itemIndex);
	return {
		...failure,
		description: `Nothing from here to the end of the file was read or sent. ${failure.description}`,
	};
}

/** The fate of what stands behind the place where a file cannot be read on. */
function unreadable(fault: unknown): Failure {
	if (fault instanceof FileFault) {
		const { message, description = EVERMUSE.advice.UNREADABLE_FILE.description } = fault;
		return failureOf(EVERMUSE, 'UNREADABLE_FILE', 'rejected', message, { description });
	}
	const why = fault instanceof Error ? fault.message : String(fault);
	const message = `n8n could not read the file on: ${why}`;
	return failureOf(EVERMUSE, 'UNREADABLE_FILE', 'notSent', message);
}
