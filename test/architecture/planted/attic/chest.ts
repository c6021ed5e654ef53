import '../core/plain.js';
