/** The package ships no types beside this file; it is where `@Type` and its kin are kept. */
declare module 'class-transformer/cjs/storage' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage';
}
