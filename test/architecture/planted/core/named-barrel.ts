export { type Leftward } from './leftward.js';
