/**
 * A function that makes the same of the same thing only once, as long as that comes again in a row:
 * what is the same for every item of a run. What it makes must not be changed.
 */
export function rememberLast<Given, Made>(make: (given: Given) => Made): (given: Given) => Made {
	let last: { given: Given; made: Made } | undefined;
	return (given) => {
		if (last === undefined || last.given !== given) last = { given, made: make(given) };
		return last.made;
	};
}
