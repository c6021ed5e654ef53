/**
 * Loaded with `node --import` before the program that is measured: at the end of the process it
 * writes what the process used, as JSON, to file descriptor 3. So nothing but Node is needed, where
 * `time -v` is a package of its own on many systems.
 *
 * CPU is the whole process, worker threads included. The peak of memory is the kernel's VmHWM where
 * /proc exists: getrusage's maximum outlives exec, and would report a large parent as the child.
 */
import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = {
      userSeconds: userCPUTime / 1e6,
      systemSeconds: systemCPUTime / 1e6,
      peakBytes: highWaterMark() ?? maxRSS * 1024,
    };
    writeSync(3, JSON.stringify(usage));
  });
}

/** @returns {number | undefined} bytes */
function highWaterMark() {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
