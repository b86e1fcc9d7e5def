export { builder, plant } from './builder';
