import type { Compiler } from 'webpack';

/** webpack's loading of files by `<script>`, in fewer bytes. */
export class SmallScriptLoading {
  apply(compiler: Compiler): void;
}
