/** A file that cannot be read, or not to its end. Reading ends with it, so it is thrown, not yielded. */
export class FileFault extends Error {
	/**
	 * @param message what is wrong, in one sentence without a final full stop
	 * @param description what to do about it, where that is not what any broken file needs
	 */
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}
