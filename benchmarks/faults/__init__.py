"""What happens to saved answers when the server is killed, the disk is full, or somebody sends nonsense."""
