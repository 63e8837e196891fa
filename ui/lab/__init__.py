"""The Lab page: experiments on recurrent networks, a tab each."""
