import '../registers/circle-a.js';
