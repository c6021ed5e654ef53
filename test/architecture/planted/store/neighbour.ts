import '../files/near.js';
