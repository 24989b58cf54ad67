[
  inputs: ["{mix,nif_compiler,.formatter}.exs", "{config,lib,test}/**/*.{ex,exs}"]
]
