"""Terms of dunning and the judgement of one account, pure."""
