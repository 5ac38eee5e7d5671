#!/bin/sh
# A session with a small news site and a model of it; needs mvn -DskipTests package once.
here=$(dirname "$0")
exec jshell --class-path "$here/target/hybrid.jar" --startup DEFAULT --startup "$here/jshell/hybridrec.jsh" "$@"
