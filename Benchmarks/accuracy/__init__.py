"""`make accuracy`: what is found in labelled real code, beside the peers and beside the last recorded run."""
