/**
 * Lets signals end the process at once from now on, as the system ends any program, and gives back what
 * makes them heard again. For long work in one piece that has nothing to tidy: while it goes on no
 * handler has its turn, and who presses Ctrl-C would wait for its end.
 *
 * That is so of a sealing transaction above all. Slices would not shorten its longest part, the commit,
 * which is one call however much was written; and a worker that was stopped in it would leave what a
 * killed process leaves. So the process is left to the system, and the database to SQLite: what was not
 * committed is rolled back by whoever opens it next, as after a kill or a power cut.
 */
export type EndAtOnce = () => () => void;

/** Where nobody stops anything: signals are not touched. */
export const HEARD_TO_THE_END: EndAtOnce = () => () => undefined;
