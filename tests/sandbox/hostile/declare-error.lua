-- fails while it is loaded
error({}) -- HERE
